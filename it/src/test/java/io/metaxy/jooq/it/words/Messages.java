package io.metaxy.jooq.it.words;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
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
 * Prints the texts in the main sources of all modules, one per line, so that they can be read in
 * one go: every string expression of more than one word, except SQL, regular expressions and
 * generated code. Run in the top directory:
 *
 * <pre>{@code
 * java -cp it/target/test-classes io.metaxy.jooq.it.words.Messages
 * }</pre>
 */
final class Messages {

  /** A sentence, or a remedy after one. */
  private static final Pattern SENTENCE = Pattern.compile("(?s)(?:[A-Z][a-z]+|;) .*");

  private static final Pattern SPACE_IN_WORDS =
      Pattern.compile("(?s).*[a-z]{2}.* .*|.* .*[a-z]{2}.*");

  /** SQL, by its first word, by its operators and placeholders, or as the name of a type. */
  private static final Pattern SQL =
      Pattern.compile(
          "(?s)(?:select|insert into|alter|union all|set session|set transaction|copy|cast|using"
              + "|add constraint|validate constraint|create (?:unique|temporary|alias)) .*"
              + "|.*(?:\\{\\d\\}|::|\\|\\||@@|\\? |= \\?|\\(select|cast\\(|values \\().*"
              + "|if not exists|not null|is null|double precision"
              + "|(?:character|binary) (?:varying|large object)"
              + "|time(?:stamp)?(?:\\(\\d\\))? with(?:out)? time zone");

  /** Java, for generated code, and regular expressions. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?s)(?:public|private) .*|return .*;|new .*[(>{].*|.*(?:\\(\\?|\\\\[sSdw]).*");

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
      if (hasLiteral(tree) && !isPart()) {
        add(tree, text(tree));
      }
      return super.visitBinary(tree, null);
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void unused) {
      if (tree.getValue() instanceof String text && !isPart()) {
        add(tree, text);
      }
      return null;
    }

    /**
     * Returns whether the expression is an operand of a concatenation, or an alternative of one.
     */
    private boolean isPart() {
      TreePath child = getCurrentPath();
      TreePath parent = child.getParentPath();
      while (parent.getLeaf() instanceof ParenthesizedTree
          || (parent.getLeaf() instanceof ConditionalExpressionTree either
              && either.getCondition() != child.getLeaf())) {
        child = parent;
        parent = child.getParentPath();
      }
      return parent.getLeaf().getKind() == Tree.Kind.PLUS;
    }

    private static boolean hasLiteral(ExpressionTree tree) {
      if (tree instanceof BinaryTree sum) {
        return sum.getKind() == Tree.Kind.PLUS
            && (hasLiteral(sum.getLeftOperand()) || hasLiteral(sum.getRightOperand()));
      }
      if (tree instanceof ParenthesizedTree parenthesized) {
        return hasLiteral(parenthesized.getExpression());
      }
      if (tree instanceof ConditionalExpressionTree either) {
        return hasLiteral(either.getTrueExpression()) || hasLiteral(either.getFalseExpression());
      }
      return tree instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private static String text(ExpressionTree tree) {
      if (tree instanceof BinaryTree sum && hasLiteral(sum)) {
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
      String line = text.strip().replaceAll("\\s*\n\\s*", " ");
      if (SENTENCE.matcher(line).matches()
          || (SPACE_IN_WORDS.matcher(line).matches()
              && !SQL.matcher(line).matches()
              && !CODE.matcher(line).matches())) {
        long number = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        messages.add(file + ":" + number + ": " + line);
      }
    }
  }
}
