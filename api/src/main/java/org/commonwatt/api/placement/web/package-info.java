@NullMarked
package org.commonwatt.api.placement.web;

import org.jspecify.annotations.NullMarked;
