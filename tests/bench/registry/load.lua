-- What the load generator sends: `wrk -s load.lua URL -- KIND FILE MOST`. Browsers ask for compressed pages, so this does.
--
--   pages FILE      the addresses in the file, in turn
--   cookies FILE    /status with the sessions in the file, in turn
--   signin FILE     /status as applicants see it: code and ID are sent, and with the session that comes back the
--                   page is asked for
--   licences FILE MOST   the address in the file with the numbers of the serials up to MOST, by chance
--   register FILE   page one with the fields in the file, each time of another person
--   held FILE       the address in the file with the ETag in its second line

local requests, next_one, waiting = {}, 0, {}
local kind, serials, address, fields

-- A national ID by chance: nine digits and their check digit.
local function somebody()
    local digits, sum = "0", 0
    for place = 2, 9 do
        local digit = math.random(0, 9)
        digits, sum = digits .. digit, sum + digit * (11 - place)
    end
    local rest = sum % 11
    return digits .. (rest < 2 and rest or 11 - rest)
end

-- What a browser holds after its first page: without any cookie it would be asked for the page once more.
local held = "Cookie: __Host-cookies=on\r\n"

local function get(path, more)
    return "GET " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
        .. "\r\nAccept-Encoding: gzip, deflate, br\r\n" .. (more or "") .. "\r\n"
end

local function posted(path, body)
    return "POST " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
        .. "\r\nOrigin: http://" .. wrk.host .. ":" .. wrk.port
        .. "\r\nAccept-Encoding: gzip, deflate, br\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        .. #body .. "\r\n" .. held .. "\r\n" .. body
end

function init(args)
    kind = args[1]
    local lines = {}
    for line in io.lines(args[2]) do lines[#lines + 1] = line end
    if kind == "licences" then
        address, serials = lines[1], tonumber(args[3])
        math.randomseed(1405)
    elseif kind == "register" then
        fields = lines[1]
        math.randomseed(os.time() + wrk.port)
    elseif kind == "held" then
        requests = { get(lines[1], "If-None-Match: " .. lines[2] .. "\r\n") }
    end
    for place, line in ipairs(lines) do
        if kind == "pages" then
            requests[place] = get(line, held)
        elseif kind == "cookies" then
            requests[place] = get("/status", "Cookie: " .. line .. "\r\n")
        elseif kind == "signin" then
            local code, identity = line:match("^(%S+)\t(%S+)")
            requests[place] = posted("/status", "code=" .. code .. "&identity=" .. identity)
        end
    end
    if kind ~= "signin" then response = nil end
end

function request()
    if kind == "licences" then
        local serial = 1000000000 + math.random(serials)
        return get(string.format("%s%d%02d", address, serial, 98 - serial * 100 % 97))
    end
    if kind == "register" then
        return posted("/register/person", fields .. "&nationalId=" .. somebody())
    end
    local cookie = table.remove(waiting)
    if cookie then return get("/status", "Cookie: " .. cookie .. "\r\n") end
    next_one = next_one % #requests + 1
    return requests[next_one]
end

function response(status, headers)
    local cookie = status == 303 and headers["set-cookie"]
    if cookie then waiting[#waiting + 1] = cookie:match("^[^;]+") end
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("FIGURES %d %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(95), latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
