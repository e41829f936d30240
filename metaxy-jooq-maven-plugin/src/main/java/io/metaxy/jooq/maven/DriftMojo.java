package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.DriftReport;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails with {@code drift} when two of specs, snapshots, scripts and, with a URL, a live database
 * disagree, and names them.
 */
@Mojo(name = "drift", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class DriftMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) throws MojoFailureException {
    DriftReport report = migrations.drift();
    if (!report.isClean()) {
      print(report.text(), report.json());
      throw new MojoFailureException(report.summary());
    }
    printUnlessQuiet(report.text(), report.json());
  }
}
