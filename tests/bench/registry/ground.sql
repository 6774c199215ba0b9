-- The world that the registry is measured in: real cases, made by the one way in, are laid aside; around them a
-- table of any size is laid from copies of their rows, with identifiers, codes, hashes and offices of their own.
--
-- A copied envelope cannot be opened: it is sealed to the name of its own event. So whatever opens envelopes is
-- measured on the real cases, which lie spread over the table; what opens none, on the copies too. A copied case has
-- every fifth event, and the one that issued its licence: with all of them two million cases do not fit on the disk.

create schema bench;

create function bench.identifier(kind text, n bigint) returns uuid
    language sql immutable parallel safe
    return (lpad(to_hex(1730000000000 + n), 12, '0') || '7' || substr(md5(kind || n), 1, 3)
            || '8' || substr(md5(kind || n), 4, 15))::uuid;

create function bench.hash(kind text, n bigint) returns bytea
    language sql immutable parallel safe
    return sha256((kind || n)::bytea);

create function bench.office(n bigint) returns text
    language sql immutable parallel safe
    return 'DESK-' || lpad(n::text, 5, '0');

-- A serial with its check digits (ISO 7064 MOD 97-10).
create function bench.licence(serial bigint) returns text
    language sql immutable parallel safe
    return lpad(serial::text, 10, '0') || lpad((98 - serial * 100 % 97)::text, 2, '0');

create table bench.cases as
    select row_number() over (order by id) - 1 as r, * from cases;
create table bench.events as
    select c.r, row_number() over (partition by c.r order by e.case_version) as k, e.*
    from events e join bench.cases c on c.id = e.case_id;
create table bench.kept as
    select * from bench.events e
    where k % 5 = 1 or exists (select from licences l where l.event = e.id);
create table bench.case_offices as
    select c.r, row_number() over (partition by c.r order by o.office) - 1 as i, o.*
    from case_offices o join bench.cases c on c.id = o.case_id;
create table bench.licences as
    select e.r, e.k, l.* from licences l join bench.events e on e.id = l.event;
create table bench.feed_entries as
    select e.r, e.k, o.i, f.*
    from feed_entries f
    join bench.kept e on e.id = f.event
    join bench.case_offices o on o.r = e.r and o.office = f.office;
create table bench.feeds as table feed_entries;
create table bench.steps as table deadline_steps;

-- Under which code, identity and name a real case is asked for, as a server asks. Supporters are left out: their page
-- also asks who named them.
create table bench.asked (
    i integer primary key,
    code text not null,
    identity text not null,
    case_id uuid not null
);
insert into bench.asked
    select row_number() over (order by r), tracking_code, encode(identity, 'hex'), id
    from bench.cases where activity in ('independent', 'covered');
grant usage on schema bench to parvaneh_registry;
grant select on bench.asked to parvaneh_registry;

insert into devices (id, office, public_key, state, enrolled_at_ms)
    select bench.identifier('device', n), bench.office(n), bench.hash('key', n), 'active', 1730000000000
    from generate_series(0, 4999) as n;
insert into streams (id, device, head_seq, head_hash, state)
    select bench.identifier('stream', n), bench.identifier('device', n), 0, bench.hash('head', n), 'open'
    from generate_series(0, 4999) as n;

-- Copies rows of `source` (a FROM clause) into a table; `changed` says by name which columns are not copied.
create function bench.copy(target regclass, source text, changed jsonb) returns bigint
    language plpgsql
as $$
declare
    names text;
    parts text;
    copied bigint;
begin
    select string_agg(quote_ident(attname), ', ' order by attnum),
           string_agg(coalesce(changed ->> attname, 's.' || quote_ident(attname)), ', ' order by attnum)
    into names, parts
    from pg_attribute
    where attrelid = target and attnum > 0 and not attisdropped;
    execute format('insert into %s (%s) select %s from %s', target, names, parts, source);
    get diagnostics copied = row_count;
    return copied;
end
$$;

create table bench.world (cases bigint not null, desks bigint not null, licences bigint not null, seconds bigint);

-- Lays the table anew with so many cases of so many desks.
create procedure bench.lay(cases bigint, desks bigint)
    language plpgsql
as $$
declare
    reals constant bigint := (select count(*) from bench.cases);
    parts constant bigint := 40;
    issued bigint := 0;
    span text;
    real text;
begin
    delete from bench.world;
    truncate events, cases, case_offices, licences, feed_heads, feed_entries cascade;
    for part in 0 .. parts - 1 loop
        span := format('generate_series(%s::bigint, %s) as n join bench.cases s on s.r = n * 7919 %% %s',
            (cases - reals) * part / parts, (cases - reals) * (part + 1) / parts - 1, reals);
        real := format(' s where s.r %% %s = %s', parts, part);

        perform bench.copy('cases', span, jsonb_build_object(
            'id', 'bench.identifier(''case'', n)',
            'tracking_code', 'lpad((n * 48271123457 % 100000000000000)::text, 14, ''0'')',
            'identity', 'bench.hash(''identity'', n)',
            'person', 'bench.hash(''identity'', n)',
            'supporter', 'case when s.supporter is not null then bench.hash(''supporter'', n) end',
            'office', format('case when s.office is not null then bench.office(n %% %s) end', desks),
            'last_hash', 'bench.hash(''event'', n * 64 + s.version)',
            -- Nobody could note a copy overdue: its envelopes do not open.
            'due_on', 's.due_on + 3650',
            'answer_due_on', 's.answer_due_on + 3650'));
        perform bench.copy('cases', 'bench.cases' || real, '{}');

        perform bench.copy('case_offices', span || ' join bench.case_offices o on o.r = s.r', jsonb_build_object(
            'case_id', 'bench.identifier(''case'', n)',
            'office', format('bench.office((n + o.i * 2503) %% %s)', desks)));
        perform bench.copy('case_offices', 'bench.case_offices' || real, '{}');

        perform bench.copy('events', replace(span, 'bench.cases', 'bench.kept'), jsonb_build_object(
            'id', 'bench.identifier(''event'', n * 64 + s.k)',
            'stream', format('bench.identifier(''stream'', n %% %s)', desks),
            'seq', 'n * 64 + s.k',
            'hash', 'bench.hash(''event'', n * 64 + s.k)',
            'case_id', 'bench.identifier(''case'', n)',
            'office', format('bench.office(n %% %s)', desks)));
        -- The events of a real case came over months and lie apart.
        perform bench.copy('events', format('bench.events s where (s.r + s.k * 7) %% %s = %s', parts, part), '{}');

        issued := issued + bench.copy('licences', replace(span, 'bench.cases', 'bench.licences'),
            jsonb_build_object(
                'number', format('bench.licence(%s + row_number() over (order by n))', 1000000000 + issued),
                'case_id', 'bench.identifier(''case'', n)',
                'event', 'bench.identifier(''event'', n * 64 + s.k)',
                'identity', 'bench.hash(''identity'', n)',
                'issuer', format('bench.office(n %% %s)', desks)));
        perform bench.copy('licences', 'bench.licences' || real, '{}');

        perform bench.copy('feed_entries',
            format('(select n, k, (n + i * 2503) %% %s as desk from %s) as s
                    left join feed_heads h on h.office = bench.office(s.desk)',
                desks, replace(span, 'bench.cases', 'bench.feed_entries')),
            jsonb_build_object(
                'office', 'bench.office(s.desk)',
                'seq', 'coalesce(h.seq, 0) + row_number() over (partition by s.desk order by n, k)',
                'event', 'bench.identifier(''event'', n * 64 + s.k)'));
        execute format(
            'insert into feed_heads (office, seq)
                 select bench.office((n + i * 2503) %% %s), count(*) from %s group by 1
                 on conflict (office) do update set seq = feed_heads.seq + excluded.seq',
            desks, replace(span, 'bench.cases', 'bench.feed_entries'));
        commit;
    end loop;
    insert into feed_entries table bench.feeds;
    insert into feed_heads (office, seq) select office, max(seq) from bench.feeds group by office;
    insert into deadline_steps table bench.steps;
    insert into bench.world values (cases, desks, issued, 0);
    commit;
end
$$;
