#!/usr/bin/env bash
# The short form of a long proof.
exec bash "$(dirname "$0")/../proofs/progress_kills.sh" 20
