package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.CheckReport;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails with {@code pending}, {@code unsafe} or {@code broken} when the scripts do not match the
 * specs.
 */
@Mojo(name = "check", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class CheckMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) throws MojoFailureException {
    CheckReport report = migrations.check();
    if (report.status() != Status.CLEAN) {
      print(report);
      throw new MojoFailureException(report.summary());
    }
    printUnlessQuiet(report);
  }
}
