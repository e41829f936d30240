package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.GenerateReport;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes the next Flyway scripts and their snapshots, for all databases or none. */
@Mojo(name = "generate", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class GenerateMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) {
    GenerateReport report = migrations.generate();
    printUnlessQuiet(report);
  }
}
