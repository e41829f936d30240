/** The features of the tests' user. */
package io.metaxy.jooq.cli.example;
