package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import java.util.List;
import org.jooq.codegen.JavaWriter;

/**
 * The table class of a feature while it is being written.
 *
 * @param feature the feature that the table belongs to
 * @param constants the names of the Java fields that jOOQ generates in the class
 * @param out the writer of the class file
 */
record TableCode(FeaturePlan feature, List<String> constants, JavaWriter out) {}
