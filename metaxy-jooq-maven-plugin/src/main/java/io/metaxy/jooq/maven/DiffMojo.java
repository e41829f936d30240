package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.DiffReport;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Shows what the specs require but the scripts do not create yet: each statement with its risk and
 * code.
 */
@Mojo(name = "diff", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class DiffMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) {
    DiffReport report = migrations.diff();
    print(report);
  }
}
