# Slurm as one node on loopback, for tests; sourced after common.bash. Everything of
# it is below $scratch, and stop_slurm ends what start_slurm started, and no more.

# Why it cannot be started here; nothing where it can.
slurm_lacks() {
  local program
  for program in slurmctld slurmd munged sbatch squeue scontrol; do
    PATH=$PATH:/usr/sbin type -P "$program" >/dev/null || { echo "$program is not installed (./setup --all)"; return; }
  done
  ((EUID == 0)) || { echo 'slurmd works for root alone'; return; }
  # As in a bare chroot or a container.
  [ -n "$(ls /sys/fs/cgroup 2>/dev/null)" ] || echo 'slurmd wants control groups, and none are at /sys/fs/cgroup'
}

free_ports() {
  python3 -c 'import socket
sockets = [socket.socket() for _ in range(2)]
for one in sockets: one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in sockets))'
}

start_slurm() {
  local folder=$scratch/slurm host ports _
  host=$(hostname -s)
  read -ra ports <<<"$(free_ports)"
  mkdir -p "$folder"/{state,spool,munge}
  # munged wants its socket within reach of everybody, and its key of nobody.
  chmod 711 "$scratch" "$folder" "$folder/munge"
  (umask 077 && head -c 128 /dev/urandom >"$folder/munge/key")
  cat >"$folder/slurm.conf" <<END
ClusterName=racelings
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
# A task that is requeued waits until its old credential has expired.
AuthInfo=socket=$folder/munge/socket,cred_expire=5
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
KillWait=2
SchedulerParameters=sched_interval=1,sched_min_interval=100000
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
  export SLURM_CONF=$folder/slurm.conf PATH=$PATH:/usr/sbin
  slurm_daemons=()
  munged --foreground --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
    --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" >"$folder/munged.out" 2>&1 &
  slurm_daemons+=($!)
  for _ in {1..100}; do [ -S "$folder/munge/socket" ] && break; sleep 0.1; done
  slurmctld -D >"$folder/slurmctld.out" 2>&1 &
  slurm_daemons+=($!)
  slurmd -D -N "$host" >"$folder/slurmd.out" 2>&1 &
  slurm_daemons+=($!)
  for _ in {1..300}; do
    sinfo --noheader --format=%T 2>/dev/null | grep -q idle && return
    [ -z "$(slurm_died)" ] || break
    sleep 0.1
  done
  tail -n 5 "$folder"/*.out >&2
  return 1
}

# The last word of a daemon that ended by itself; nothing while all run.
slurm_died() {
  local index names=(munged slurmctld slurmd)
  for index in "${!slurm_daemons[@]}"; do
    kill -0 "${slurm_daemons[index]}" 2>/dev/null && continue
    echo "${names[index]}: $(grep -a 'error' "$scratch/slurm/${names[index]}.out" | head -n 1)"
    return
  done
}

stop_slurm() {
  local index
  scancel --user=root 2>/dev/null
  for ((index = ${#slurm_daemons[@]} - 1; index >= 0; index--)); do
    kill "${slurm_daemons[index]}" 2>/dev/null
    wait "${slurm_daemons[index]}" 2>/dev/null
  done
  slurm_daemons=()
}
