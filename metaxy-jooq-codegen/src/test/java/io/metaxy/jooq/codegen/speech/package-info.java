/** Features of one project, except where a record says otherwise. */
@Project("speech")
package io.metaxy.jooq.codegen.speech;

import io.metaxy.jooq.spec.Project;
