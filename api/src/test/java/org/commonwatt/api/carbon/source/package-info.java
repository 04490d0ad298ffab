@NullMarked
package org.commonwatt.api.carbon.source;

import org.jspecify.annotations.NullMarked;
