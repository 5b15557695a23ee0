/**
 * The steps of a call record, each one atomic. KEYS are those of `callKeys`, ARGV begin with id, now (ms) and token.
 * A record is moved only by the run that holds it (`run` is its token), or, once that run's lease is gone, by anyone.
 */
const prelude = `
local record, lease, key = KEYS[1], KEYS[2], KEYS[3]
local id, now, token = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local function get(field) return redis.call('HGET', record, field) end
local function place(state, due)
  for list = 4, 8 do redis.call('ZREM', KEYS[list], id) end
  if state == 'running' then redis.call('ZADD', KEYS[4], now, id)
  elseif state == 'queued' or state == 'retrying' then
    redis.call('ZADD', KEYS[5], due, id)
    redis.call('ZADD', KEYS[6], get('createdAt'), id)
  elseif state == 'awaiting_partner' then redis.call('ZADD', KEYS[5], due, id)
  elseif state == 'in_doubt' then redis.call('ZADD', KEYS[7], now, id)
  elseif (state == 'failed' or state == 'expired') and get('accepted') then redis.call('ZADD', KEYS[8], now, id)
  end
end
local function write(from)
  for i = from, #ARGV, 2 do
    if ARGV[i + 1] == '' then redis.call('HDEL', record, ARGV[i]) else redis.call('HSET', record, ARGV[i], ARGV[i + 1]) end
  end
end
local function move(state, due)
  redis.call('HSET', record, 'state', state, 'updatedAt', now)
  place(state, due)
end
-- A key lives a day, and as long as its call is unsettled.
local function settleKey(free)
  if redis.call('HGET', key, 'call') ~= id then return end
  local left = tonumber(get('createdAt')) + 86400000 - now
  if free or left <= 0 then redis.call('DEL', key) else redis.call('PEXPIRE', key, left) end
end
local function keep(ms) if ms > 0 then redis.call('PEXPIRE', record, ms) else redis.call('PERSIST', record) end end
`;

/** ARGV: leaseMs ('' for none), state, due, input's HMAC ('' without a key), then fields. Gives nothing, or the call and the input its key is bound to. */
export const create = `${prelude}
if ARGV[7] ~= '' then
  local bound = redis.call('HMGET', key, 'call', 'input')
  if bound[1] and redis.call('EXISTS', string.sub(record, 1, -#id - 1) .. bound[1]) == 1 then return bound end
  redis.call('HSET', key, 'call', id, 'input', ARGV[7])
  redis.call('PERSIST', key)
end
write(8)
redis.call('HSET', record, 'createdAt', now)
move(ARGV[5], ARGV[6])
if ARGV[4] ~= '' then
  redis.call('HSET', record, 'run', token)
  redis.call('SET', lease, token, 'PX', ARGV[4])
end
return false`;

/** ARGV: leaseMs. Gives `taken`, `busy`, `gone`, or the state that forbids it. Whoever finds a mark does not send. */
export const take = `${prelude}
local state = get('state')
if not state then return 'gone' end
if redis.call('EXISTS', lease) == 1 then return 'busy' end
if state ~= 'queued' and state ~= 'retrying' and state ~= 'awaiting_partner' then return state end
if get('mark') then move('in_doubt') return 'in_doubt' end
redis.call('SET', lease, token, 'PX', ARGV[4])
redis.call('HSET', record, 'run', token)
if state ~= 'awaiting_partner' then move('running') end
return 'taken'`;

/** The sending mark. Gives 1 when this run may send. */
export const mark = `${prelude}
if get('state') ~= 'running' or get('run') ~= token then return 0 end
local other = get('mark')
if other and other ~= token then return 0 end
redis.call('HSET', record, 'mark', token, 'markedAt', now)
return 1`;

/** ARGV: state, due, keepMs, key's fate (keep, free, settle), then fields. Gives 1 when this run still held the call. */
export const settle = `${prelude}
if get('run') ~= token then return 0 end
write(8)
if ARGV[4] == 'in_doubt' then redis.call('HDEL', record, 'nextAttemptAt') else redis.call('HDEL', record, 'run', 'mark', 'markedAt') end
redis.call('DEL', lease)
move(ARGV[4], ARGV[5])
keep(tonumber(ARGV[6]))
if ARGV[7] ~= 'keep' then settleKey(ARGV[7] == 'free') end
return 1`;

/** ARGV: keepMs, sealed problem of a lost call, sealed problem of one in doubt. Settles a run that died; gives `busy`, `gone` or the state it now has. */
export const recover = `${prelude}
local state = get('state')
if not state then return 'gone' end
if state ~= 'running' then return state end
if redis.call('EXISTS', lease) == 1 then return 'busy' end
if get('mark') then
  redis.call('HSET', record, 'problem', ARGV[6])
  move('in_doubt')
  return 'in_doubt'
end
redis.call('HDEL', record, 'run')
if get('accepted') then
  redis.call('HSET', record, 'nextAttemptAt', now)
  move('retrying', now)
  return 'retrying'
end
redis.call('HSET', record, 'problem', ARGV[5])
move('failed')
keep(tonumber(ARGV[4]))
settleKey(true)
return 'failed'`;

/** ARGV: keepMs, sealed problem. Takes back what was not accepted after all; gives 0 when it is already under way. */
export const withdraw = `${prelude}
local state = get('state')
if (state ~= 'queued' and state ~= 'retrying' and state ~= 'awaiting_partner') or redis.call('EXISTS', lease) == 1 then return 0 end
redis.call('HSET', record, 'problem', ARGV[5])
redis.call('HDEL', record, 'accepted', 'nextAttemptAt')
move('failed')
keep(tonumber(ARGV[4]))
settleKey(true)
return 1`;

/** The caller was told that it goes on without it. */
export const accept = `${prelude}
if redis.call('EXISTS', record) == 0 then return 0 end
redis.call('HSET', record, 'accepted', '1')
local state = get('state')
if state == 'failed' or state == 'expired' then place(state) end
return 1`;

/** ARGV: leaseMs. A run that outlived an outage of the store takes its lease again. */
export const renew = `${prelude}
if get('run') ~= token then return 0 end
redis.call('SET', lease, token, 'PX', ARGV[4])
return 1`;
