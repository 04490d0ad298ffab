/** REST: datasets. */
@NullMarked
package org.commonwatt.api.registry.web;

import org.jspecify.annotations.NullMarked;
