/** Datasets on this machine: preparing the examples' ones, reading a folder's description, publishing it. */
@NullMarked
package org.commonwatt.cli.dataset;

import org.jspecify.annotations.NullMarked;
