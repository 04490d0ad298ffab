package org.commonwatt.api.fleet.web;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.fleet.Draining;
import org.commonwatt.api.fleet.Membership;
import org.commonwatt.api.fleet.Nodes;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;

@RestController
@RequestMapping("/api/v1/nodes")
class NodeController {

    private final Membership membership;
    private final Draining draining;
    private final Nodes nodes;

    NodeController(Membership membership, Draining draining, Nodes nodes) {
        this.membership = membership;
        this.draining = draining;
        this.nodes = nodes;
    }

    @PostMapping("/codes")
    @AllowedTo(Who.DONOR)
    @ResponseStatus(HttpStatus.CREATED)
    Joining.Code newCode(Caller caller) {
        return membership.newCode(caller);
    }

    @PostMapping
    @AllowedTo(Who.ANYONE)
    @ResponseStatus(HttpStatus.CREATED)
    Joining.Joined join(@RequestBody Joining joining) {
        return membership.join(joining);
    }

    @GetMapping
    @AllowedTo(Who.PERSON)
    NodeView.Page list(Caller caller) {
        return new NodeView.Page(nodes.visibleTo(caller));
    }

    @GetMapping("/self")
    @AllowedTo(Who.NODE)
    NodeView self(Caller caller) {
        return nodes.require(caller.requireNode(), caller);
    }

    @GetMapping("/{id}")
    @AllowedTo(Who.PERSON)
    NodeView get(@PathVariable UUID id, Caller caller) {
        return nodes.require(id, caller);
    }

    @DeleteMapping("/{id}")
    @AllowedTo({Who.DONOR, Who.OPERATOR})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Caller caller) {
        membership.remove(id, caller);
    }

    @PutMapping("/{id}/drain")
    @AllowedTo({Who.DONOR, Who.OPERATOR})
    NodeView drain(@PathVariable UUID id, Caller caller) {
        draining.begin(id, caller);
        return nodes.require(id, caller);
    }

    @DeleteMapping("/{id}/drain")
    @AllowedTo({Who.DONOR, Who.OPERATOR})
    NodeView open(@PathVariable UUID id, Caller caller) {
        draining.end(id, caller);
        return nodes.require(id, caller);
    }
}
