"""What the site must survive, tried on running servers with real databases: `python -m tests.faults`.

__main__     the command line                   faults       their names, and one run over one database
databases    a database of our own              server       the site in front of it, with workers to kill
forms        a page's forms as a browser reads  editor       somebody at the admin's story form
readers      people who open pages again and again
desk         many editors at once, a process each; what was sent and what was answered
stores       where pages are kept, to look into and spoil
edges        nginx and Varnish before it, as newsroom/deploy/ has them
made         which pages the site made, and with how many statements
material     logins and stories to work on, and what does not hold of them

One fault each, with `run(trial)`, which returns an Outcome: concurrent_saves, double_submit, held_lock, kill_worker,
kill_each_step, due_items, publisher_term; database_crash, _restart, _away, _read_only; and of the page store herd,
mixed_reads, bot, spoiled_pages, redis_trouble; and of many machines pooled, replica_lags, two_machines; and of the edge
origin_dead, slow_clients, deceived, edge_purged.
unguarded, cut_short, read_only, counted: the site with something done to it.
"""
