package io.metaxy.jooq.migration;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(directory);
  }

  @Test
  void sanity() throws Exception {
    System.out.println(project.with(Clips.AtFirst.Clip.class).diff().text());
    System.out.println(project.with(Clips.AtFirst.Clip.class).diff().json());
    System.out.println(project.with(Clips.AtFirst.Clip.class).generate().text());
    System.out.println(project.files());
    System.out.println(project.with(Clips.AtFirst.Clip.class).check().text());
    System.out.println(project.with(Clips.WithSeconds.Clip.class).check().text());
    System.out.println(project.with(Clips.WithSeconds.Clip.class).generate().text());
    System.out.println(project.with(Clips.WithoutPath.Clip.class).check().text());
    System.out.println(project.with(Clips.WithoutPath.Clip.class).diff().json());
    System.out.println(project.with(Clips.WithSeconds.Clip.class).drift().text());
    System.out.println(project.with(Clips.AtFirst.Clip.class).drift().text());
    System.out.println(
        project
            .with(Clips.WithOtherCode.Clip.class, o -> o.current(Current.SCRIPTS))
            .diff()
            .text());
    System.out.println(project.with(Clips.Renamed.Film.class).diff().text());
    System.out.println(project.with(Clips.Broken.Clip.class).check().text());
    System.out.println(project.files());
  }
}
