"""The map of the code: where does my change go?

newsroom/   the project: roof (settings, urls, demonstration) and cellar (tools that know no story)
articles/   the stories and everything one does to them
sections/   the section tree at the bottom, the front page on top
templates/  base.html, _pieces, then a folder an app
tests/      mirrors the code

Nouns stand in models/, verbs in modules named after the work, doors (views, feeds, admin, commands)
call the verbs. Imports lead downward only; tests/test_architecture.py draws the floors.

"who may withdraw a story"                 articles/workflow.py, the table of arrows
"what an editor of the desk may do"        articles/roles.toml, then articles/permissions.py
"she lost a field that she had changed"    articles/allowed.py
"the byline should say photo"              templates/articles/_byline.html, models/byline.py
"readers see a story that they must not"   ArticleQuerySet.published in articles/models/article.py
"the correction must stand there too"      articles/corrections.py, templates/articles/_corrections.html
"readers see a text that was taken out"    articles/changes.py, articles/versions.py
"it asks whether a typo is a correction"   articles/guard, its cases in tests/data/guard.txt
"the same mistake stands in another story" articles/where_else.py
"the address of a story got a number"      articles/addresses.py
"the history leaves an act out"            articles/timeline.py, articles/admin/history.py
"the histories grow without end"           articles/pruning.py, manage.py prune_revisions
"the old headline does not come back"      articles/bringing_back.py
"the compare page marks a whole sentence"  articles/comparing/words.py; its blocks.py for blocks that moved
"the form lost what I typed"               articles/autosaving.py, newsroom/carrying.py, keeping.js
"the database is away; what is said?"      newsroom/outages.py, newsroom/carrying.py, templates/503.html
"two saved at once; who won?"              articles/merging.py, articles/admin/conflict.py
"who else has it open?"                    articles/presence.py, articles/admin/together.py
"pasted text brings styles along"          articles/body.py
"two tags that are one"                    articles/tagging.py, articles/models/tag.py
"the sidebar shows the wrong stories"      articles/sidebar.py
"the page is old after a correction"       what it is made of in the view, then newsroom/pagecache/, newsroom/purging.py
"it says that readers have it not yet"     articles/reaching.py, newsroom/as_reader.py, admin/reaching.py
"the edge shows an old page"               newsroom/edge.py, newsroom/deploy/pages.vcl, tests/faults/edge_purged.py
"a client is refused, or dropped"          newsroom/deploy/nginx.conf, manage.py deploy_files
"the site's processes stay away"           newsroom/deploy/web.py
"the page costs too much to make"          newsroom/prepared.py, newsroom/pagecache/pieces.py, tests/benchmarks
"a page is made from a replica's old rows"  newsroom/replicas.py, python -m tests.faults --only replica-lags
"the other machine lacks the picture"      newsroom/s3.py, articles/library.py
"the story's page lacks a part"            articles/pages.py, templates/articles/article.html
"the preview is not what went out"         articles/preview.py
"the age of a story reads wrongly"         newsroom/ages.py
"the import doubled forty stories"         articles/importing/writing.py
"the lead picture is cut through the head" articles/images/renditions.py
"the front leads with the wrong story"     sections/curation.py, sections/fronts.py
"the section moved; links die"             sections/tree.py, newsroom/redirects.py
"page two repeats a story"                 newsroom/paging.py, `_placed` in articles/models/article.py
"the editor's button is missing"           acts_open_to in articles/workflow.py
"the button asks for too much"             articles/admin/buttons.py, the panels in templates/admin/articles/article/
"the desk opens with the wrong stories"    articles/overview.py, articles/admin/opening.py
"the board lacks a column"                 articles/admin/board.py
"Ctrl+K finds the wrong story"             articles/quick.py, newsroom/static/newsroom/quick.js
"the embargo is in the way"                articles/promises.py
"who sent it back, and why"                articles/review.py
"a scheduled change did not go live"       articles/schedule.py, manage.py publish_scheduled
"nobody was told of the new story"         articles/outbox.py
"a time is shown in the wrong zone"        newsroom/moments.py
"a browser blocks our own file"            newsroom/security.py
"the site does not start on that machine"  newsroom/settings.py, README
"the demonstration's paper"                newsroom/demonstration/content/
"something is wrong and nobody knows what" articles/integrity.py, manage.py check_integrity
"the night job says nothing"               the command, then the function it calls

One request, each file opened once, always downward: newsroom/pagecache/serving.py (a kept page is
answered there), settings.MIDDLEWARE, newsroom/urls.py,
articles/urls.py, articles/views.py, articles/models/article.py, articles/pages.py,
templates/articles/article.html.
"""
