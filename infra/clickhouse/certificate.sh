# make_certificate <folder> <host>: the certificate by which ClickHouse is known, signed by itself, for twenty years. One that
# is there stays. Runs on its machine, before setup.sh.
make_certificate() {
  local folder=$1 host=$2
  if [ -s "$folder/server.crt" ] && [ -s "$folder/server.key" ]; then return; fi
  mkdir -p "$folder"
  (
    umask 077
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 7300 \
      -subj "/CN=$host" -addext "subjectAltName=DNS:$host,DNS:localhost" \
      -keyout "$folder/server.key" -out "$folder/server.crt"
  )
}
