/**
 * Sentences that the service always says alike, in our own words, which are in every language. What it says otherwise is
 * shown as it is. A test holds them against the service's sources.
 */
export const SAID = [
  [/^Waits for a node\.$/, 'said.waitsForNode'],
  [/^The machine's owner came back; the work goes on elsewhere\.$/, 'said.ownerReturned'],
  [/^The worker was stopped; the work goes on elsewhere\.$/, 'said.workerStopped'],
  [/^The node was drained; the work goes on elsewhere\.$/, 'said.drained'],
  [/^The work was given back at a checkpoint, to go on later\.$/, 'said.paused'],
  [/^Was given back at a checkpoint, to go on later\.$/, 'said.paused'],
  [/^The node gave the work back; it goes on elsewhere\.$/, 'said.givenBack'],
  [/^No machine that is here fits it; it runs on the first that does\.$/, 'said.noneFits'],
  [/^Node '(?<node>.+)' was not heard from any more; the work waits for another node\.$/, 'said.nodeAway'],
  [/^laptop CPU, (?<threads>\d+) threads$/, 'said.laptop'],
  [/^desktop CPU, (?<threads>\d+) threads$/, 'said.desktop'],
  [/^graphics card, (?<speed>\d+ TFLOP\/s)$/, 'said.graphics'],
] as const
