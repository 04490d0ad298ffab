package org.commonwatt.api.placement;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.Weights;

@Configuration(proxyBeanMethods = false)
class PlacementConfiguration {

    @Bean
    Planner planner() {
        return new Planner(Weights.DEFAULT);
    }
}
