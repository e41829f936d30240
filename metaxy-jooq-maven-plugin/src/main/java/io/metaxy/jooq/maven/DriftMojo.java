package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.DriftReport;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compares specs, snapshots, scripts and, if one is named, a live database; if any two disagree,
 * names them and fails with {@code drift}.
 */
@Mojo(name = "drift", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class DriftMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) throws MojoFailureException {
    DriftReport report = migrations.drift();
    if (!report.isClean()) {
      print(report);
      throw new MojoFailureException(report.summary());
    }
    printUnlessQuiet(report);
  }
}
