#ifndef RACELINGS_RUNNER_VERDICT_PROOF_H_
#define RACELINGS_RUNNER_VERDICT_PROOF_H_

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "runner/findings/judge.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Turns what a judge said into the result of one check, and adds its findings.
// A pass needs positive proof: exactly the `expected` tests ran, each under one
// schedule at least, and each without a finding. That nothing bad was heard of
// proves nothing; such a check is kInfra, and so is one whose judge broke down.
CheckResult Prove(const std::string& name, const Judgement& judgement,
                  const std::set<std::string>& expected,
                  std::chrono::milliseconds limit,
                  std::vector<Finding>& findings);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_PROOF_H_
