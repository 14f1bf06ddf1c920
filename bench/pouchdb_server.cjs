// PouchDB's own server, in memory, which is the quickest it can be. Started by sync.py in the folder with its packages.
const { createRequire } = require("node:module");
const here = createRequire(`${process.cwd()}/`);
const PouchDB = here("pouchdb-core").plugin(here("pouchdb-adapter-memory"));
const app = here("express")();
const files = { logPath: `${process.cwd()}/log.txt`, configPath: `${process.cwd()}/config.json` };
app.use("/", here("express-pouchdb")(PouchDB.defaults({ adapter: "memory" }), { mode: "minimumForPouchDB", ...files }));
app.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("ready"));
