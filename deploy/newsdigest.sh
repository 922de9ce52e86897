#!/bin/sh
# As /usr/local/bin/newsdigest: a verb such as `newsdigest check`, run as the user of newsdigest.service with its
# settings, in its folder. Files it is to read or write lie in /var/lib/newsdigest.
exec systemd-run --quiet --collect --pipe --wait --service-type=exec \
    --property=DynamicUser=yes --property=User=newsdigest \
    --property=StateDirectory=newsdigest --property=StateDirectoryMode=0700 --property=UMask=0077 \
    --property=WorkingDirectory=/var/lib/newsdigest \
    --property=EnvironmentFile=/etc/newsdigest.env --property=EnvironmentFile=/opt/newsdigest/deploy/places.env \
    /opt/newsdigest/.venv/bin/newsdigest "$@"
