// Loaded into Azurite by NODE_OPTIONS: one line per answered request, in the file HEARTH_TALLY.
import {appendFileSync} from 'node:fs';
import {subscribe} from 'node:diagnostics_channel';

subscribe('http.server.response.finish', ({request, response}) => {
  const line = {
    at: Date.now() / 1000,
    method: request.method,
    url: request.url,
    status: response.statusCode,
  };
  appendFileSync(process.env.HEARTH_TALLY, JSON.stringify(line) + '\n');
});
