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
  [/^the machine's owner$/, 'said.power.owner'],
  [/^the maker's figure for (?<cpu>.+)$/, 'said.power.maker'],
  [
    /^an estimate of (?<watts>[\d.]+) W for each of (?<threads>\d+) logical cores \(a virtual machine; CodeCarbon's default\)$/,
    'said.power.virtual',
  ],
  [
    /^an estimate of (?<watts>[\d.]+) W for each of (?<threads>\d+) logical cores \(a processor that is not in the table; CodeCarbon's default\)$/,
    'said.power.unlisted',
  ],
  [/^the world's mean, as CodeCarbon and Green Algorithms use it; no zone is set$/, 'said.mean.world'],
  [
    /^the world's mean, as CodeCarbon and Green Algorithms use it; the zone '(?<zone>.+)' is not known$/,
    'said.mean.unknownZone',
  ],
  [/^mean of (?<country>.+) in (?<year>\w+), Our World in Data via CodeCarbon$/, 'said.mean.country'],
  [
    /^mean of (?<country>.+) in (?<year>\w+), Our World in Data via CodeCarbon; nothing finer is known for (?<zone>.+)$/,
    'said.mean.zone',
  ],
  [/^laptop CPU, (?<threads>\d+) threads$/, 'said.laptop'],
  [/^desktop CPU, (?<threads>\d+) threads$/, 'said.desktop'],
  [/^graphics card, (?<speed>\d+ TFLOP\/s)$/, 'said.graphics'],
] as const
