-- Sends requests signed beforehand, one after the other, and stops when all were sent.
local requests = {}
local next = 0
local refused = 0

function init(args)
  for line in io.lines(args[1]) do
    local timestamp, signature, body = line:match("^(%d+)\t(%x+)\t(.*)$")
    local headers = {
      ["Content-Type"] = "application/json",
      ["X-Signature-Timestamp"] = timestamp,
      ["X-Signature-Ed25519"] = signature
    }
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  next = next + 1
  if next >= #requests then
    wrk.thread:stop()
  end
  return requests[math.min(next, #requests)]
end

function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format(
    "RESULT %d %d %d %.0f %.0f %.0f %.0f\n",
    summary.requests, failed, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
end
