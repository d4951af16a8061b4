// Calls functions of the explorers' modules, for the tests. Reads [[path, name, calls, common], ...]: the function `name` of the module at
// `path` is called once for each list of arguments in `calls`, followed by the arguments `common`. Writes what came out, in the same order.

import process from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const returned = [];
for (const [path, name, calls, common] of JSON.parse(await text(process.stdin))) {
  const module = await import(pathToFileURL(path));
  returned.push(calls.map((given) => module[name](...given, ...common)));
}
process.stdout.write(JSON.stringify(returned));
