package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.AdoptReport;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Adopts live tables unchanged: writes snapshots and scripts for new databases, and prints the
 * command that baselines the live one.
 */
@Mojo(name = "adopt", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public class AdoptMojo extends MetaxyMojo {

  @Override
  void run(Migrations migrations) {
    AdoptReport report = migrations.adopt();
    print(report);
  }
}
