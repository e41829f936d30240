package io.metaxy.jooq.it.words;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints the messages in the main sources of all modules, one per line, so that they can be read in
 * one go. A message is a string expression that starts like an error, is a sentence, or is passed
 * to an exception or a logger. Run in the top directory:
 *
 * <pre>{@code
 * java -cp it/target/test-classes io.metaxy.jooq.it.words.Messages
 * }</pre>
 */
final class Messages {

  /** The start of an error or a remedy, or at least three words that start with a capital. */
  private static final Pattern MESSAGE =
      Pattern.compile("(?s)(?:Cannot|Invalid) .*|; [a-z].*|[A-Z][a-z']*(?: \\S+){2,}");

  private static final Pattern EXCEPTION = Pattern.compile("\\w*(?:Exception|Error|Problem)");
  private static final Pattern LOGGER =
      Pattern.compile("(?i)(?:\\w+\\.)*(?:get)?log(?:ger)?(?:\\(\\))?");
  private static final Pattern LOG_LEVEL = Pattern.compile("trace|debug|info|warn|error");

  private Messages() {}

  /** Prints {@code file:line: message}, ordered by file and line. */
  public static void main(String[] args) throws IOException {
    Path top = Path.of(args.length > 0 ? args[0] : "");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line : in(top.toAbsolutePath(), SourceFiles.mainSources(top.toAbsolutePath()))) {
      out.println(line);
    }
  }

  /** Returns the messages in source files, whose names are relative to a directory. */
  static List<String> in(Path top, List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> messages = new ArrayList<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        String name = top.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        new Scanner(name, unit, positions, messages).scan(unit, null);
      }
    }
    return messages;
  }

  /** Collects the messages of one file. */
  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final String file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> messages;

    Scanner(
        String file, CompilationUnitTree unit, SourcePositions positions, List<String> messages) {
      this.file = file;
      this.unit = unit;
      this.positions = positions;
      this.messages = messages;
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void unused) {
      if (isPart(tree) || !hasLiteral(tree)) {
        return super.visitBinary(tree, null);
      }
      String text = text(tree);
      if (isMessage(text)) {
        add(tree, text);
        return null;
      }
      return super.visitBinary(tree, null);
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void unused) {
      if (tree.getValue() instanceof String text && isMessage(text)) {
        add(tree, text);
      }
      return null;
    }

    private boolean isMessage(String text) {
      return MESSAGE.matcher(text).matches()
          || (text.contains(" ") && isPassedOn(getCurrentPath().getParentPath()));
    }

    /** Returns whether the expression is within an argument of an exception or a logger. */
    private static boolean isPassedOn(TreePath path) {
      for (TreePath at = path; at != null && at.getLeaf() instanceof ExpressionTree; ) {
        if (at.getLeaf() instanceof NewClassTree created
            && EXCEPTION.matcher(created.getIdentifier().toString()).matches()) {
          return true;
        }
        if (at.getLeaf() instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof MemberSelectTree method
            && LOG_LEVEL.matcher(method.getIdentifier()).matches()
            && LOGGER.matcher(method.getExpression().toString()).matches()) {
          return true;
        }
        at = at.getParentPath();
      }
      return false;
    }

    /** Returns whether a concatenation is an operand of another one. */
    private boolean isPart(BinaryTree tree) {
      return tree.getKind() == Tree.Kind.PLUS
          && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.PLUS;
    }

    private static boolean hasLiteral(ExpressionTree tree) {
      return tree instanceof BinaryTree sum
          ? sum.getKind() == Tree.Kind.PLUS
              && (hasLiteral(sum.getLeftOperand()) || hasLiteral(sum.getRightOperand()))
          : tree instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private static String text(ExpressionTree tree) {
      if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return text(sum.getLeftOperand()) + text(sum.getRightOperand());
      }
      if (tree instanceof ParenthesizedTree parenthesized) {
        return text(parenthesized.getExpression());
      }
      if (tree instanceof ConditionalExpressionTree either) {
        return "["
            + text(either.getTrueExpression())
            + "|"
            + text(either.getFalseExpression())
            + "]";
      }
      if (tree instanceof LiteralTree literal) {
        return String.valueOf(literal.getValue());
      }
      return tree instanceof IdentifierTree ? "{" + tree + "}" : "{…}";
    }

    private void add(Tree tree, String text) {
      long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
      messages.add(file + ":" + line + ": " + text.strip().replaceAll("\\s*\n\\s*", " "));
    }
  }
}
