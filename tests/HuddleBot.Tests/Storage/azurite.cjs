// Runs Azurite's Table service on a free port, says which, and ends when standard input closes: with the tests, even when they are killed.
const net = require("node:net");

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  this.once("listening", () => console.log(`listening on ${this.address().port}`));
  return listen.apply(this, args);
};

process.argv.push("--disableTelemetry", "--inMemoryPersistence", "--silent", "--tableHost", "127.0.0.1", "--tablePort", "0");
require(require.resolve("azurite/dist/src/table/main.js", { paths: [process.cwd()] }));
