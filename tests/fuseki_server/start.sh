#!/usr/bin/env bash
# A real SPARQL server for tests: Apache Jena Fuseki from Maven Central, on a TDB2 dataset on disk.
#   start.sh install | start | stop | kill9 | status | wipe
# Needs: mvn (apt: maven), Java >= 17, curl.
# Settings: FUSEKI_TEST_HOME, FUSEKI_PORT, FUSEKI_DATASET (its name; the same with -read-only takes no changes),
#           FUSEKI_JAR (a jar that is there already), MVN_ARGS
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${FUSEKI_TEST_HOME:-$PWD/.fuseki}; mkdir -p "$home"; home=$(cd "$home" && pwd)
version=$(sed -n 's:.*<fuseki.version>\(.*\)</fuseki.version>.*:\1:p' "$here/pom.xml")
port=${FUSEKI_PORT:-3030}; dataset=${FUSEKI_DATASET:-news}
jar=${FUSEKI_JAR:-$home/jena-fuseki-server-$version.jar}
url=http://127.0.0.1:$port
pidfile=$home/server.pid

install() {
  [[ -f $jar ]] && return
  local try
  for try in 1 2 3; do   # -C: a wrong checksum is an error
    mvn -B -C -ntp -q ${MVN_ARGS:-} -f "$here/pom.xml" dependency:copy \
        -Dartifact="org.apache.jena:jena-fuseki-server:$version" -DoutputDirectory="$home" >&2 && return
    sleep 5
  done
  return 1
}

running() { [[ -f $pidfile ]] && kill -0 "$(cat "$pidfile")" 2>/dev/null; }

start() {
  running && { echo "already running, pid $(cat "$pidfile")"; return; }
  install
  # The finder of a Java that is new enough is Neo4j's; ours needs 17 only.
  local java; java=$(NEO4J_VERSION=5.26 NEO4J_TEST_HOME=$home bash "$here/../neo4j_server/start.sh" java)
  mkdir -p "$home/data"
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "port $port is taken" >&2; return 1; fi
  local config; config=$(<"$here/config.ttl")
  config=${config//@DATASET@/"$dataset"}; config=${config//@DATA@/"$home/data"}
  printf '%s\n' "$config" >"$home/config.ttl"
  # A test server is short-lived: C1 and the serial collector halve its start time and its memory.
  FUSEKI_BASE=$home/base setsid "$java" -Xmx1G -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" \
      --localhost --port "$port" --ping --config="$home/config.ttl" \
      >"$home/console.log" 2>&1 </dev/null &
  echo $! >"$pidfile"
  local i
  for ((i = 0; i < 600; i++)); do   # ready when it answers a query
    if curl -sf -o /dev/null --data-urlencode 'query=ASK {}' "$url/$dataset/query"; then
      echo "Fuseki $version: $url/$dataset (pid $(cat "$pidfile"))"; return
    fi
    running || { echo "Fuseki ended while starting:" >&2; tail -20 "$home/console.log" >&2; return 1; }
    sleep 0.1
  done
  echo "Fuseki did not answer in 60 s" >&2; tail -20 "$home/console.log" >&2; return 1
}

stop() {   # $1: the signal
  running || { rm -f "$pidfile"; return 0; }
  local pid i; pid=$(cat "$pidfile"); kill "-$1" "$pid"
  for ((i = 0; i < 300; i++)); do kill -0 "$pid" 2>/dev/null || { rm -f "$pidfile"; return 0; }; sleep 0.1; done
  kill -KILL "$pid"; rm -f "$pidfile"
}

case ${1:-} in
  install) install; echo "$jar" ;;
  start) start ;;
  stop) stop TERM ;;
  kill9) stop KILL ;;
  status) running && echo "running, pid $(cat "$pidfile")" || { echo "not running"; exit 3; } ;;
  wipe) stop TERM; rm -rf "$home/data" "$home/base" ;;
  *) sed -n '2,6p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
