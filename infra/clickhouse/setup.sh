# Makes this machine the ClickHouse server: runs once, as root, when the machine starts for the first time. The data are on
# a volume of their own, so a machine that replaces another one takes them over. Given in the environment: REGION,
# VOLUME_ID, LOAD_SECRET_ID, READ_SECRET_ID, CERTIFICATE_ID, ZONE_ID, HOST_NAME, CLICKHOUSE_VERSION, METRIC_NAMESPACE,
# INSTALLATION, STACK, RESOURCE, S3_SUFFIX. The functions make_certificate (certificate.sh) and users_file (users-file.ts) stand before it.
set -Eeuo pipefail
export AWS_DEFAULT_REGION="$REGION" DEBIAN_FRONTEND=noninteractive
DATA=/var/lib/clickhouse
INSTANCE_ID=unknown

tell() {
  aws cloudformation signal-resource --stack-name "$STACK" --logical-resource-id "$RESOURCE" --unique-id "$INSTANCE_ID" --status "$1" || true
}
# The deployment is waiting for a word from here; without the tools to say it, it waits until its time is over.
trap 'echo "setup failed in line $LINENO"; tell FAILURE' ERR

repeat() { # repeat <times> <command …>: every five seconds, until it succeeds
  local left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 5
  done
}

metadata() {
  local token
  token=$(curl -fsS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
  curl -fsS -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}
INSTANCE_ID=$(metadata instance-id)
ADDRESS=$(metadata local-ipv4)

repeat 30 snap install aws-cli --classic
export PATH="$PATH:/snap/bin"

# The machine before may still be stopping: its volume is free when it is gone.
repeat 60 aws ec2 attach-volume --volume-id "$VOLUME_ID" --instance-id "$INSTANCE_ID" --device /dev/sdf
DEVICE=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}
repeat 60 test -e "$DEVICE"
# A new volume reads as zeros. Anything else is somebody's data: it is mounted, or the setup fails, but it is never formatted.
if [ "$(head -c 1048576 "$DEVICE" | tr -d '\0' | wc -c)" -eq 0 ]; then mkfs.ext4 -q -m 1 -L clickhouse "$DEVICE"; fi
mkdir -p "$DATA"
echo "$DEVICE $DATA ext4 noatime,nofail 0 2" >> /etc/fstab
mount "$DATA"
resize2fs "$DEVICE"
# After a restart ClickHouse waits for the volume: on the empty folder below it, it would begin with nothing.
mkdir -p /etc/systemd/system/clickhouse-server.service.d
printf '[Unit]\nRequiresMountsFor=%s\n' "$DATA" > /etc/systemd/system/clickhouse-server.service.d/data.conf

# ClickHouse from its own Debian repository: this version, signed with this key, and no other by an update.
KEYRING=/usr/share/keyrings/clickhouse-keyring.gpg
curl -fsS --retry 5 https://packages.clickhouse.com/rpm/lts/repodata/repomd.xml.key | gpg --dearmor -o "$KEYRING"
gpg --show-keys --with-colons "$KEYRING" | grep -q '^fpr:*3A9EA1193A97B548BE1457D48919F6BD2B48D754:'
echo "deb [signed-by=$KEYRING arch=arm64] https://packages.clickhouse.com/deb stable main" > /etc/apt/sources.list.d/clickhouse.list
repeat 12 apt-get update -qq
# A machine that has just started may be updating itself: wait for that.
apt-get install -y -qq -o DPkg::Lock::Timeout=600 jq unattended-upgrades \
  "clickhouse-common-static=$CLICKHOUSE_VERSION" "clickhouse-server=$CLICKHOUSE_VERSION" "clickhouse-client=$CLICKHOUSE_VERSION"
apt-mark hold clickhouse-common-static clickhouse-server clickhouse-client

# One user that loads and one that reads, each with its profile and the password of its secret; the one without a password that
# the package brings is removed. ClickHouse takes a new file as soon as it is there: so a changed password needs no new machine.
umask 077
cat > /usr/local/sbin/tranche-users << SCRIPT
#!/bin/bash
set -Eeuo pipefail
umask 077
export PATH="\$PATH:/snap/bin" AWS_DEFAULT_REGION=$REGION
$(declare -f users_file)
hash_of() {
  aws secretsmanager get-secret-value --secret-id "\$1" --query SecretString --output text | jq -j .WAREHOUSE_PASSWORD | sha256sum | cut -d ' ' -f 1
}
LOAD_HASH=\$(hash_of $LOAD_SECRET_ID)
READ_HASH=\$(hash_of $READ_SECRET_ID)
MEMORY=\$((\$(awk '/^MemTotal:/ {print \$2}' /proc/meminfo) * 1024))
FILE=/etc/clickhouse-server/users.d/tranche.xml
users_file > \$FILE.new
chown clickhouse:clickhouse \$FILE.new
mv \$FILE.new \$FILE
SCRIPT
chmod 700 /usr/local/sbin/tranche-users
repeat 12 /usr/local/sbin/tranche-users
# Its certificate is kept with the data, so that the next machine shows the same one. Functions trust that one and no other.
TLS=$DATA/tls
make_certificate "$TLS" "$HOST_NAME"
repeat 12 aws secretsmanager put-secret-value --secret-id "$CERTIFICATE_ID" --secret-string "file://$TLS/server.crt" > /dev/null

# It is reached by TLS only. It fetches files from S3 and from nowhere else. Of its logs only that of queries is kept, for a week: it names the sync
# that each belongs to.
cat > /etc/clickhouse-server/config.d/tranche.xml << XML
<clickhouse>
  <listen_host>0.0.0.0</listen_host>
  <http_port remove="remove"/>
  <https_port>8443</https_port>
  <tcp_port remove="remove"/>
  <openSSL>
    <server>
      <certificateFile>$TLS/server.crt</certificateFile>
      <privateKeyFile>$TLS/server.key</privateKeyFile>
      <dhParamsFile remove="remove"/>
      <verificationMode>none</verificationMode>
      <disableProtocols>sslv2,sslv3,tlsv1,tlsv1_1</disableProtocols>
    </server>
  </openSSL>
  <mysql_port remove="remove"/>
  <postgresql_port remove="remove"/>
  <interserver_http_port remove="remove"/>
  <logger><level>warning</level><size>100M</size><count>5</count></logger>
  <remote_url_allow_hosts><host_regexp>^[a-z0-9.-]+\.s3[a-z0-9.-]*\.${S3_SUFFIX//./\\.}(:443)?\$</host_regexp></remote_url_allow_hosts>
  <query_log><ttl>event_date + INTERVAL 7 DAY DELETE</ttl></query_log>
  <query_thread_log remove="remove"/>
  <text_log remove="remove"/>
  <trace_log remove="remove"/>
  <processors_profile_log remove="remove"/>
</clickhouse>
XML
umask 022
chown -R clickhouse:clickhouse /etc/clickhouse-server/users.d /etc/clickhouse-server/config.d
# On another machine the same user may have another number.
find "$DATA" ! -user clickhouse -exec chown clickhouse:clickhouse {} +
systemctl daemon-reload
systemctl enable --now clickhouse-server
repeat 60 curl -fsS --cacert "$TLS/server.crt" https://localhost:8443/ping

# Every minute: is it there, and how full is the disk. Silence is an alarm as well.
cat > /usr/local/bin/tranche-metrics << SCRIPT
#!/bin/bash
export PATH="\$PATH:/snap/bin" AWS_DEFAULT_REGION=$REGION
curl -fsS -m 10 --cacert $TLS/server.crt https://localhost:8443/ping > /dev/null && down=0 || down=1
used=\$(df --output=pcent $DATA | tail -1 | tr -dc 0-9)
for metric in "WarehouseDown,None,\$down" "WarehouseDiskUsed,Percent,\$used"; do
  IFS=, read -r name unit value <<< "\$metric"
  aws cloudwatch put-metric-data --namespace $METRIC_NAMESPACE --metric-name "\$name" --unit "\$unit" --value "\$value" --dimensions Installation=$INSTALLATION
done
SCRIPT
chmod 755 /usr/local/bin/tranche-metrics
echo '* * * * * root /usr/local/bin/tranche-metrics > /dev/null 2>&1' > /etc/cron.d/tranche-metrics

# Found by this name, whichever machine it is. A machine that ends takes the name away again: so the zone can be removed.
cat > /usr/local/bin/tranche-name << SCRIPT
#!/bin/bash
export PATH="\$PATH:/snap/bin" AWS_DEFAULT_REGION=$REGION
aws route53 change-resource-record-sets --hosted-zone-id $ZONE_ID --change-batch '{"Changes": [{"Action": "'\$1'", "ResourceRecordSet":
  {"Name": "$HOST_NAME", "Type": "A", "TTL": 30, "ResourceRecords": [{"Value": "$ADDRESS"}]}}]}'
SCRIPT
chmod 755 /usr/local/bin/tranche-name
cat > /etc/systemd/system/tranche-name.service << UNIT
[Unit]
Wants=network-online.target
After=network-online.target snapd.service clickhouse-server.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/bin/tranche-name UPSERT
ExecStop=/usr/local/bin/tranche-name DELETE
[Install]
WantedBy=multi-user.target
UNIT
repeat 12 systemctl enable --now tranche-name
tell SUCCESS
