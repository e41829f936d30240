package io.metaxy.jooq.cli;

import io.metaxy.jooq.codegen.FeatureGenerator;
import io.metaxy.jooq.codegen.FeatureGeneratorStrategy;
import io.metaxy.jooq.config.OptionUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jooq.codegen.GenerationTool;
import org.jooq.codegen.GeneratorException;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Generates code as jOOQ's Maven plugin does. */
@Command(
    name = "generate",
    description = "Generates jOOQ tables and records for the configured features, without Maven.")
final class GenerateCommand extends ConfiguredCommand {

  @Option(
      names = {"-p", "--package"},
      paramLabel = "NAME",
      required = true,
      converter = PackageName.class,
      description = "The package of the generated classes.")
  String packageName = "";

  @Option(
      names = {"-d", "--target"},
      paramLabel = "FOLDER",
      defaultValue = "target/generated-sources/jooq",
      converter = RootCommand.PathText.class,
      description =
          "The folder of the generated sources; by default ${DEFAULT-VALUE}. Generated code that is"
              + " no longer needed is deleted from the folder of the package, which must not have"
              + " other Java files.")
  Path target = Path.of("");

  @Override
  Set<OptionUse> uses() {
    return Set.of(OptionUse.GENERATION);
  }

  @Override
  boolean isEnabledByDefault() {
    return true;
  }

  @Override
  ExitCode run(Session session) {
    GeneratedFolder.refuseOtherFiles(session.directory(), target, packageName);
    Path folder = session.directory().resolve(target);
    try (UserClasses classes = session.classes()) {
      session.refuseGenerated(classes);
      GenerationTool tool = new GenerationTool();
      tool.setClassLoader(classes.loader());
      tool.run(configuration(session, folder));
    } catch (GeneratorException e) {
      throw notWritten(e, folder);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandException(
          "Cannot generate code: " + e.getMessage() + "; correct the cause", e);
    }
    session.out().println("Generated the package " + packageName + " in " + target);
    return ExitCode.DONE;
  }

  /** What jOOQ says of a file that it cannot write, whose sentence is only in the cause. */
  private RuntimeException notWritten(GeneratorException failure, Path folder) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new CommandException(
            "Cannot write the generated code to "
                + target
                + ": "
                + (GeneratedFolder.isInFile(folder)
                    ? "it is a file, or inside a file"
                    : "the system refuses access")
                + "; correct --target, or the permissions of the folder",
            failure);
      }
    }
    return failure;
  }

  private Configuration configuration(Session session, Path folder) {
    return new Configuration()
        .withLogging(Logging.ERROR)
        .withBasedir(session.directory().toString())
        .withGenerator(
            new Generator()
                .withName(FeatureGenerator.class.getName())
                .withStrategy(new Strategy().withName(FeatureGeneratorStrategy.class.getName()))
                .withDatabase(
                    new Database()
                        .withName(SessionDatabase.class.getName())
                        .withProperties(SessionDatabase.properties(session)))
                .withGenerate(new Generate())
                .withTarget(
                    new Target().withPackageName(packageName).withDirectory(folder.toString())));
  }

  /** Refuses what is not a package. */
  static final class PackageName implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!SourceVersion.isName(text, SourceVersion.RELEASE_17)) {
        throw new Failures.Misfit("must be a Java package such as com.acme.db");
      }
      return text;
    }
  }
}
