package org.commonwatt.scheduler.simulation;

/** How machines come and go. */
public enum Churn {
    NONE,
    /** Each machine is there for 12 hours a day, from an hour of its own on. */
    DAILY,
    /** On-times Weibull(shape 0.393, scale 2.964 h), off-times lognormal(μ = −0.586, σ = 2.444; h): volunteers' machines. */
    STRESS
}
