/**
 * Records as forms: a record's components, with their annotations, are the one description from which the strict reader,
 * the writer and the JSON Schema all follow.
 */
@NullMarked
package org.commonwatt.protocol.form;

import org.jspecify.annotations.NullMarked;
