vcl 4.1;

# Varnish in front of the site: keeps readers' pages until a purge says that they are wrong.
# Start it with http_gzip_support=off: the site sends br, gzip or neither, and each is kept as it comes.

import directors;
import std;
import var;
import xkey;

probe alive {
    .request =
        "GET /healthz HTTP/1.1"
        "Host: @HOST@"
        "X-Forwarded-Proto: @SCHEME@"
        "Connection: close";
    .interval = 2s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

@BACKENDS@

# Who may purge: machines that run the site, and only with the secret.
acl purgers {
    @PURGERS@
}

sub vcl_init {
    new apps = directors.shard();
    @APPS@
    apps.reconfigure();
}

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.Wanted;
    }
    set req.backend_hint = apps.backend();
    if (req.method == "PURGE") {
        call purge_pages;
    }

    # What a reader sends besides the address changes nothing.
    set req.http.Host = "@HOST@";
    set req.http.X-Forwarded-Proto = "@SCHEME@";
    unset req.http.X-Forwarded-Host;
    unset req.http.X-Forwarded-Port;
    unset req.http.Forwarded;
    unset req.http.X-HTTP-Method-Override;
    unset req.http.Proxy;
    if (req.url ~ "^/(admin|preview)/") {
        return (pass);
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (synth(405, "Method Not Allowed"));
    }
    unset req.http.Cookie;
    unset req.http.Authorization;
    if (req.http.Accept-Encoding ~ "br") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "gzip") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    if (req.url ~ "^/(search/|static/|healthz|readyz)") {
        return (pass);
    }
    call name_page;
    if (req.url ~ "[%;]" || req.url ~ "^//" || (req.url ~ "\?" && req.url !~ "\?before=\d{1,17}-\d{1,18}$")) {
        return (pass);
    }

    # A copy of any age is found; vcl_hit says whether it will do.
    if (req.http.Wanted == "new") {
        set req.grace = 0s;
    } else {
        set req.grace = 100d;
    }
    return (hash);
}

# The same page has one name: its path, and the place in a list.
sub name_page {
    if (req.url ~ "\?") {
        if (req.url ~ "[?&]before=" && req.url ~ "^[^?]*/\?" && req.url !~ "^/(text/)?(\d{4}/\d\d/\d\d/[^/]+/)?\?") {
            set req.url = regsub(req.url, "^([^?]*)\?(?:.*&)?(before=[^&]*).*$", "\1?\2");
        } else {
            set req.url = regsub(req.url, "\?.*$", "");
        }
    }
}

# PURGE with the headers that newsroom/edge.py names.
sub purge_pages {
    if (client.ip !~ purgers || req.http.Edge-Secret != "@SECRET@") {
        return (synth(403, "Forbidden"));
    }
    # Pages on their way here were perhaps made before; vcl_backend_response looks.
    var.global_set("purged", std.real(time=now + 5ms));
    if (req.http.Purge-Keys ~ "~") {
        var.global_set("gone", std.real(time=now + 5ms));
    }
    set req.http.Purged = 0;
    set req.http.Purged-Softly = 0;
    if (req.http.Purge-Keys) {
        set req.http.Purged = xkey.purge(req.http.Purge-Keys);
    }
    if (req.http.Soft-Purge-Keys) {
        set req.http.Purged-Softly = xkey.softpurge(req.http.Soft-Purge-Keys);
    }
    return (synth(200, "Purged"));
}

sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

# Whether a copy that is not fresh will do: while a new one is made behind the reader's back, for as long as the page
# itself says, and a minute after a soft purge; and for days where no new one can be had.
sub vcl_hit {
    if (obj.ttl > 0s || req.http.Wanted == "any" || !std.healthy(req.backend_hint)) {
        return (deliver);
    }
    if (obj.ttl > -60s && std.real(obj.http.Passable-Until, 0.0) > std.real(time=now)) {
        return (deliver);
    }
    set req.http.Wanted = "new";
    return (restart);
}

sub vcl_miss {
    if (req.http.Wanted == "any") {
        return (synth(503, "Service Unavailable"));
    }
}

sub vcl_backend_fetch {
    # Each page has its machine, and at the second try another one.
    set bereq.backend = apps.backend(by=HASH, alt=bereq.retries, healthy=ALL);
    var.set_real("asked", std.real(time=now));
    unset bereq.http.Wanted;
    unset bereq.http.X-Varnish;
}

sub vcl_backend_response {
    if (beresp.status >= 502 && bereq.method ~ "^(GET|HEAD)$" && bereq.retries < 1) {
        return (retry);
    }
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        return (abandon);
    }
    unset beresp.http.Set-Cookie;
    unset beresp.http.xkey;
    if (beresp.http.Surrogate-Key && beresp.http.Cache-Control ~ "public" &&
             (!beresp.http.Vary || beresp.http.Vary ~ "(?i)^accept-encoding$")) {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
    }
    if (!beresp.http.xkey || std.real(var.global_get("gone"), 0.0) >= var.get_real("asked")) {
        set beresp.uncacheable = true;
        set beresp.ttl = 5s;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*\bstale-if-error=(\d+).*$", "\1s"), 0s);
    set beresp.keep = 0s;
    if (std.real(var.global_get("purged"), 0.0) >= var.get_real("asked")) {
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
    }
    set beresp.http.Passable-Until = std.real(time=now + beresp.ttl +
        std.duration(regsub(beresp.http.Cache-Control, "^.*\bstale-while-revalidate=(\d+).*$", "\1s"), 0s));
    return (deliver);
}

sub vcl_backend_error {
    if (bereq.method ~ "^(GET|HEAD)$" && bereq.retries < 2) {
        return (retry);
    }
    if (!bereq.uncacheable) {
        return (abandon);
    }
    call sorry_from_backend;
    return (deliver);
}

sub sorry_from_backend {
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "30";
    set beresp.body = std.fileread("@SORRY@");
}

sub vcl_deliver {
    if (obj.uncacheable) {
        set req.http.How = "edge; fwd=bypass";
        set resp.http.X-Accel-Expires = "0";
    } else {
        if (obj.ttl <= 0s) {
            set req.http.How = "edge; hit; ttl=" + std.integer(duration=obj.ttl - 1s);
        } elsif (obj.hits > 0) {
            set req.http.How = "edge; hit; ttl=" + std.integer(duration=obj.ttl);
        } else {
            set req.http.How = "edge; fwd=miss; stored; ttl=" + std.integer(duration=obj.ttl);
        }
        # nginx answers by itself until this second ends.
        if (obj.ttl >= 1s) {
            set resp.http.X-Accel-Expires = "@" + std.integer(time=now);
        } else {
            set resp.http.X-Accel-Expires = "0";
        }
    }
    if (resp.http.Cache-Status) {
        set resp.http.Cache-Status = resp.http.Cache-Status + ", " + req.http.How;
    } else {
        set resp.http.Cache-Status = req.http.How;
    }
    if (req.url !~ "^/admin/") {
        unset resp.http.Set-Cookie;
    }
    unset resp.http.Surrogate-Key;
    unset resp.http.xkey;
    unset resp.http.Passable-Until;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    return (deliver);
}

sub vcl_synth {
    if (resp.status == 503 && req.http.Wanted != "any" && req.method ~ "^(GET|HEAD)$") {
        set req.http.Wanted = "any";
        return (restart);
    }
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    set resp.http.Cache-Control = "no-store";
    if (resp.status == 503) {
        set resp.http.Content-Type = "text/html; charset=utf-8";
        set resp.http.Retry-After = "30";
        set resp.body = std.fileread("@SORRY@");
        return (deliver);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    if (req.method == "PURGE" && resp.status == 200) {
        set resp.http.Purged = req.http.Purged;
        set resp.http.Purged-Softly = req.http.Purged-Softly;
    }
    if (resp.status == 405) {
        set resp.http.Allow = "GET, HEAD";
    }
    set resp.body = resp.reason + {"
"};
    return (deliver);
}
