package io.metaxy.jooq.maven;

import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.Options;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Describes the goals of this plugin: mvn metaxy:help -Ddetail -Dgoal=diff. It describes parameters
 * as {@link Options} declares them.
 */
@Mojo(name = "help", requiresProject = false, threadSafe = true)
public class HelpMojo extends AbstractMojo {

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  @Nullable PluginDescriptor plugin;

  /** Whether parameters are described, too. */
  @Parameter(property = "detail", defaultValue = "false")
  boolean detail;

  /** The goal to describe; by default all. */
  @Parameter(property = "goal")
  @Nullable String goal;

  /** The number of characters in a line. */
  @Parameter(property = "lineLength", defaultValue = "80")
  int lineLength = HelpText.LINE;

  @Override
  public void execute() throws MojoFailureException {
    if (plugin == null) {
      throw new MojoFailureException(
          "Cannot describe the goals without their descriptor; run mvn metaxy:help");
    }
    List<MojoDescriptor> goals = plugin.getMojos();
    if (goal != null && !goal.isBlank()) {
      String name = goal.strip();
      List<String> known = goals.stream().map(MojoDescriptor::getGoal).toList();
      if (!known.contains(name)) {
        throw new MojoFailureException(
            "Cannot describe the goal "
                + name
                + ": this plugin has no such goal; "
                + NearestName.correction(name, known));
      }
      goals = goals.stream().filter(each -> each.getGoal().equals(name)).toList();
    }
    getLog().info(new HelpText(detail, lineLength).of(plugin, goals));
  }
}
