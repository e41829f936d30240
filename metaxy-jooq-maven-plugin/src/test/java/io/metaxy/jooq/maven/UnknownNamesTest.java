package io.metaxy.jooq.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.metaxy.jooq.migration.Migrations;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that no goal has is refused, because Maven would ignore it. */
class UnknownNamesTest {

  private static final String ALLOW =
      "broken: Cannot use the property metaxy.alow: no goal has this property; write metaxy.allow";

  @TempDir Path basedir;

  private MetaxyMojo mojo(String pluginConfiguration) {
    MetaxyMojo mojo =
        new MetaxyMojo() {
          @Override
          void run(Migrations migrations) {}
        };
    mojo.mavenProject =
        UserProject.of(
            basedir,
            "<plugin><groupId>io.metaxy.jooq</groupId>"
                + "<artifactId>metaxy-jooq-maven-plugin</artifactId>"
                + pluginConfiguration
                + "</plugin>");
    mojo.features = "clip.json";
    mojo.databases = "h2";
    mojo.session = UserProject.session();
    return mojo;
  }

  private MetaxyMojo given(String name) {
    MetaxyMojo mojo = mojo("");
    userProperties(mojo).setProperty(name, "x");
    return mojo;
  }

  private static Properties userProperties(MetaxyMojo mojo) {
    return Objects.requireNonNull(mojo.session).getUserProperties();
  }

  private static MavenProject project(MetaxyMojo mojo) {
    return Objects.requireNonNull(mojo.mavenProject);
  }

  private static String refused(MetaxyMojo mojo) {
    return assertThrows(MojoFailureException.class, mojo::execute).getMessage();
  }

  @Test
  void onTheCommandLine() {
    assertEquals(ALLOW, refused(given("metaxy.alow")));
    assertEquals(ALLOW.replace("alow", "ALLOW"), refused(given("metaxy.ALLOW")));
    assertEquals(
        "broken: Cannot use the property metaxy.tabelPrefix: no goal has this property; write"
            + " metaxy.tablePrefix",
        refused(given("metaxy.tabelPrefix")));
  }

  @Test
  void inTheOptionsOfMavensJvm() {
    MetaxyMojo mojo = mojo("");
    Objects.requireNonNull(mojo.session).getSystemProperties().setProperty("metaxy.alow", "x");

    assertEquals(ALLOW, refused(mojo));
  }

  @Test
  void inThePropertiesOfThePom() {
    MetaxyMojo mojo = mojo("");
    project(mojo).getProperties().setProperty("metaxy.alow", "x");

    assertEquals(ALLOW, refused(mojo));
  }

  @Test
  void inAnAggregatorToo() {
    MetaxyMojo mojo = given("metaxy.alow");
    project(mojo).setPackaging("pom");

    assertEquals(ALLOW, refused(mojo));
  }

  @Test
  void withoutAnyThatIsNear() {
    assertEquals(
        "broken: Cannot use the property metaxy.colour: no goal has this property; write metaxy.…"
            + " with one of the names "
            + KnownNames.PROPERTIES
            + ", or declare your own property in the POM",
        refused(given("metaxy.colour")));
  }

  @Test
  void inTheConfigurationOfThePlugin() {
    String expected =
        "broken: Cannot use <alow> in the configuration of metaxy-jooq-maven-plugin: no goal has"
            + " this parameter; write <allow>";

    assertEquals(expected, refused(mojo("<configuration><alow>x</alow></configuration>")));
    assertEquals(
        expected,
        refused(
            mojo(
                "<executions><execution><configuration><alow>x</alow></configuration>"
                    + "</execution></executions>")));
    assertEquals(
        "broken: Cannot use <colour> in the configuration of metaxy-jooq-maven-plugin: no goal has"
            + " this parameter; write one of "
            + KnownNames.PARAMETERS,
        refused(mojo("<configuration><colour>x</colour></configuration>")));
  }

  @Test
  void exceptThoseOfTheUser() throws Exception {
    Files.writeString(basedir.resolve("pom.xml"), "<project>${metaxy.stage}</project>");
    MetaxyMojo mojo =
        mojo(
            "<configuration><flyway><locations>db/more</locations></flyway>"
                + "<databases>h2</databases></configuration>");
    project(mojo).getProperties().setProperty("metaxy.version", "1");
    project(mojo).getProperties().setProperty("metaxy-jooq.version", "1");
    userProperties(mojo).setProperty("metaxy.version", "2");
    userProperties(mojo).setProperty("metaxy.stage", "test");
    userProperties(mojo).setProperty("metaxy.allow", "drop-column");
    userProperties(mojo).setProperty("alow", "x");

    mojo.execute();
  }

  /** As Maven reads it, by its declaration. */
  @Test
  void exceptThoseOfAParentPomInAnotherEncoding() throws Exception {
    for (Charset charset : List.of(ISO_8859_1, UTF_8, UTF_16)) {
      Path parent = Files.createDirectories(basedir.resolve(charset.name()));
      Files.writeString(
          parent.resolve("pom.xml"),
          "<?xml version=\"1.0\" encoding=\""
              + charset.name()
              + "\"?>\n<project><!-- f\u00fcr alle -->${metaxy.f\u00fcr}</project>",
          charset);
      MetaxyMojo mojo = given("metaxy.f\u00fcr");
      project(mojo).setParent(UserProject.of(parent, ""));

      mojo.execute();
    }
  }

  @Test
  void inAProjectWhosePomIsNoXml() throws IOException {
    Path pom = basedir.resolve("pom.xml");
    Files.writeString(pom, "<?xml version=\"1.0\" encoding=\"none\"?><project/>");

    String message = refused(given("metaxy.colour"));

    assertEquals(
        "broken: Cannot read " + pom + ": ", message.substring(0, message.indexOf("pom.xml") + 9));
    assertEquals("; make it readable", message.substring(message.lastIndexOf(';')));
  }

  @Test
  void allParametersAreKnown() {
    List<String> parameters = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    for (JavaField field :
        new ClassFileImporter().importClasses(MetaxyMojo.class).get(MetaxyMojo.class).getFields()) {
      field
          .tryGetAnnotationOfType(Parameter.class.getName())
          .filter(annotation -> annotation.get("readonly").isEmpty())
          .ifPresent(
              annotation -> {
                parameters.add(field.getName());
                property(annotation).ifPresent(properties::add);
              });
    }

    assertEquals(KnownNames.PARAMETERS, List.copyOf(new TreeSet<>(parameters)));
    assertEquals(
        KnownNames.PROPERTIES.stream().map(name -> KnownNames.PREFIX + name).toList(),
        List.copyOf(new TreeSet<>(properties)));
  }

  private static Optional<String> property(JavaAnnotation<?> parameter) {
    return parameter.get("property").map(Object::toString);
  }

  @Test
  void thePageHasThemAll() throws IOException {
    String page = Files.readString(Path.of("../docs/change-a-feature.md"));
    String options = page.substring(page.indexOf("## Options of the goals"));

    for (String name : KnownNames.PARAMETERS) {
      assertTrue(options.contains("`" + name + "`"), name);
    }
  }
}
