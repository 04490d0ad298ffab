package org.commonwatt.protocol.spec;

/** How a network for images begins. */
public enum Stem {
    /** As published, for images of about 224×224: halved before the first block. */
    LARGE,
    /** For small images, as is usual on CIFAR-10: a 3×3 convolution that keeps the size. */
    SMALL
}
