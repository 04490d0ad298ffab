@NullMarked
package org.commonwatt.api.folder;

import org.jspecify.annotations.NullMarked;
