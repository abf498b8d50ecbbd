#include "runner/integrity/names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

struct NamesOf {
  Reason reason;
  std::string_view names;  // between blanks
};

// Names that nobody gives to anything of their own.
constexpr std::array kAnywhere = {
    NamesOf{Reason::kSanitizer,
            " THREAD_SANITIZER ADDRESS_SANITIZER no_sanitize "
            "no_sanitize_thread disable_sanitizer_instrumentation "
            "thread_sanitizer "},
    NamesOf{Reason::kInsides,
            " asm dlopen dlmopen dlsym dlvsym dladdr dladdr1 dlinfo dlclose "
            "dl_iterate_phdr r_debug _r_debug link_map _DYNAMIC "
            "_GLOBAL_OFFSET_TABLE_ mprotect pkey_mprotect mremap madvise "
            "process_vm_readv process_vm_writev ptrace getauxval "
            "process_madvise userfaultfd backtrace ucontext_t getcontext "
            "setcontext makecontext swapcontext sigaltstack "
            "program_invocation_name "
            "pthread_getattr_np etext edata "},
    NamesOf{
        Reason::kKernel,
        " syscall prctl seccomp personality unshare setns pivot_root chroot "
        "umount umount2 perf_event_open io_uring_setup bpf setrlimit prlimit "
        "prlimit64 sched_setaffinity sched_getaffinity "
        "pthread_setaffinity_np pthread_getaffinity_np get_nprocs sysconf "
        "setsid daemon getppid process_mrelease pidfd_open pidfd_getfd "
        "tgkill tkill open_by_handle_at closefrom close_range "},
    NamesOf{Reason::kEnding,
            " sigaction sigprocmask pthread_sigmask sigwait signalfd "
            "setjmp _setjmp sigsetjmp longjmp _longjmp siglongjmp jmp_buf "
            "sigjmp_buf set_terminate set_new_handler set_unexpected atexit "
            "at_quick_exit on_exit quick_exit pthread_atfork pthread_exit "
            "get_terminate "},
    NamesOf{Reason::kEnvironment,
            " getenv secure_getenv setenv unsetenv putenv clearenv environ "},
    NamesOf{Reason::kClock,
            " getrusage gettimeofday clock_getcpuclockid "
            "pthread_getcpuclockid CLOCK_PROCESS_CPUTIME_ID "
            "CLOCK_THREAD_CPUTIME_ID CLOCK_MONOTONIC_RAW timespec_get "
            "rdtsc _rdtsc "},
    NamesOf{Reason::kJudge,
            " RUN_ALL_TESTS InitGoogleTest UnitTest TestEventListener "
            "schedule_weak_exchange_fails "},
    NamesOf{Reason::kProcesses, " vfork memfd_create shm_open shmget "},
};

// Functions that share their names with what somebody might call a variable.
constexpr std::array kImports = {
    NamesOf{Reason::kInsides, " process_vm_readv process_vm_writev "},
    NamesOf{Reason::kKernel,
            " clone mount alarm setitimer timer_create ualarm "
            "sched_setscheduler setpriority nice setuid setgid setresuid "
            "sethostname reboot inotify_init fanotify_init "},
    NamesOf{Reason::kEnding, " signal sigset sighold raise sigsuspend "},
    NamesOf{Reason::kClock, " clock times rdtsc ftime "},
    NamesOf{Reason::kProcesses,
            " fork kill killpg mmap mmap64 munmap execl execle execlp execv "
            "execve execvp execvpe execveat fexecve posix_spawn posix_spawnp "
            "system popen setpgid setpgrp "},
};

struct Prefix {
  Reason reason;
  std::string_view text;
};

constexpr std::array kPrefixes = {
    Prefix{Reason::kSanitizer, "__tsan"},
    Prefix{Reason::kSanitizer, "__sanitizer"},
    Prefix{Reason::kSanitizer, "__asan"},
    Prefix{Reason::kSanitizer, "__ubsan"},
    Prefix{Reason::kSanitizer, "__lsan"},
    Prefix{Reason::kSanitizer, "__interceptor"},
    Prefix{Reason::kSanitizer, "___interceptor"},
    Prefix{Reason::kSanitizer, "__SANITIZE"},
    Prefix{Reason::kSanitizer, "Annotate"},
    Prefix{Reason::kSanitizer, "ANNOTATE_"},
    Prefix{Reason::kSanitizer, "ABSL_ANNOTATE"},
    Prefix{Reason::kSanitizer, "ABSL_ATTRIBUTE_NO_SANITIZE"},
    Prefix{Reason::kSanitizer, "ABSL_HAVE_"},
    Prefix{Reason::kReserved, "ABSL_INTERNAL"},
    Prefix{Reason::kReserved, "ABSL_ATTRIBUTE_SECTION"},
    Prefix{Reason::kJudge, "GTEST_"},
    Prefix{Reason::kInsides, "_Unwind"},
    Prefix{Reason::kInsides, "__libc"},
    Prefix{Reason::kInsides, "__dl"},
    Prefix{Reason::kInsides, "__cxa"},
    Prefix{Reason::kInsides, "__real_"},
    Prefix{Reason::kInsides, "__wrap_"},
    Prefix{Reason::kInsides, "__builtin_frame"},
    Prefix{Reason::kInsides, "__builtin_return"},
    Prefix{Reason::kClock, "__builtin_readcyclecounter"},
    Prefix{Reason::kClock, "__builtin_ia32_rdtsc"},
    Prefix{Reason::kClock, "__rdtsc"},
};

// What of the compiler's own anybody may use.
constexpr std::string_view kFreeForAll =
    " __func__ __FILE__ __LINE__ __FUNCTION__ __PRETTY_FUNCTION__ __DATE__ "
    "__TIME__ __cplusplus __int128 __attribute__ __builtin_unreachable "
    "__builtin_expect __builtin_trap __builtin_popcount __builtin_FILE "
    "__builtin_LINE __VA_ARGS__ __VA_OPT__ __builtin_clz __builtin_ctz "
    "__cpp_lib_jthread __cpp_lib_semaphore __cpp_lib_latch "
    "__cpp_lib_barrier __cpp_lib_atomic_wait __cpp_lib_atomic_ref "
    // Atomic operations, as there were before C++11 had them.
    "__atomic_load_n __atomic_load __atomic_store_n __atomic_store "
    "__atomic_exchange_n __atomic_exchange __atomic_compare_exchange_n "
    "__atomic_compare_exchange __atomic_fetch_add __atomic_fetch_sub "
    "__atomic_fetch_and __atomic_fetch_or __atomic_fetch_xor "
    "__atomic_add_fetch __atomic_sub_fetch __atomic_and_fetch "
    "__atomic_or_fetch __atomic_xor_fetch __atomic_test_and_set "
    "__atomic_clear __atomic_thread_fence __ATOMIC_RELAXED __ATOMIC_CONSUME "
    "__ATOMIC_ACQUIRE __ATOMIC_RELEASE __ATOMIC_ACQ_REL __ATOMIC_SEQ_CST "
    "__sync_fetch_and_add __sync_fetch_and_sub __sync_fetch_and_or "
    "__sync_fetch_and_and __sync_fetch_and_xor __sync_add_and_fetch "
    "__sync_sub_and_fetch __sync_bool_compare_and_swap "
    "__sync_val_compare_and_swap __sync_lock_test_and_set "
    "__sync_lock_release __sync_synchronize ";

// What the sanitizer and the linker take from every compiled file.
constexpr std::string_view kCompilersImports =
    " __tsan_init __tsan_func_entry __tsan_func_exit __tsan_vptr_update "
    "__tsan_vptr_read __tsan_memcpy __tsan_memmove __tsan_memset "
    "__tsan_mutex_create __tsan_mutex_destroy __tsan_mutex_pre_lock "
    "__tsan_mutex_post_lock __tsan_mutex_pre_unlock __tsan_mutex_post_unlock "
    "__tsan_read_range __tsan_write_range __cxa_thread_atexit_impl ";

bool Holds(std::string_view names, std::string_view name) {
  return absl::StrContains(names, absl::StrCat(" ", name, " "));
}

template <std::size_t kSize>
std::optional<Reason> Find(const std::array<NamesOf, kSize>& table,
                           std::string_view name) {
  for (const NamesOf& names : table) {
    if (Holds(names.names, name)) return names.reason;
  }
  return std::nullopt;
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

bool IsReserved(std::string_view name) {
  return absl::StartsWith(name, "__") ||
         (name.size() > 1 && name[0] == '_' && IsUpper(name[1]));
}

std::optional<Reason> ByPrefix(std::string_view name) {
  for (const Prefix& prefix : kPrefixes) {
    if (absl::StartsWith(name, prefix.text)) return prefix.reason;
  }
  return std::nullopt;
}

}  // namespace

std::string Explain(Reason reason, std::string_view name) {
  const char* why = "";
  switch (reason) {
    case Reason::kSanitizer:
      why =
          " tells ThreadSanitizer what to look at, or asks whether it is "
          "there. The race would still be in the program that others run. "
          "Take it out; a lock, or whatever else orders the threads, is what "
          "makes ThreadSanitizer silent";
      break;
    case Reason::kInsides:
      why =
          " reaches past C++ into the running program, where neither the "
          "explorer nor ThreadSanitizer can follow. No exercise needs it: take "
          "it out";
      break;
    case Reason::kKernel:
      why =
          " goes past the standard library straight to the operating system, "
          "where the explorer cannot follow. No exercise needs it: use what "
          "C++ has for threads, locks and waiting";
      break;
    case Reason::kProcesses:
      why =
          " has to do with processes or their memory, and this exercise is "
          "about one process. Take it out: what is needed is in the lesson";
      break;
    case Reason::kEnding:
      why =
          " changes what happens when the program fails or ends, so that a "
          "failure could no longer be seen. Take it out: an answer that is "
          "right does not fail, and a function ends by returning";
      break;
    case Reason::kEnvironment:
      why =
          " has to do with the environment that the program was started in, "
          "and an answer has to do the same in every one. Take it out";
      break;
    case Reason::kClock:
      why =
          " looks at a clock that is not the exercise's: there, five seconds "
          "take no time. std::chrono::steady_clock and system_clock tell the "
          "right time";
      break;
    case Reason::kJudge:
      why =
          " belongs to the tests and not to the program that they test, which "
          "has to work the same with nobody looking. Take it out";
      break;
    case Reason::kReserved:
      why =
          " is spelled as only the compiler and the standard library may spell "
          "their own names, or changes what a name of theirs means. Choose "
          "another name, or take it out";
      break;
  }
  return absl::StrCat("'", name, "'", why);
}

std::optional<Reason> RuledOutName(std::string_view name) {
  if (Holds(kFreeForAll, name)) return std::nullopt;
  if (const auto reason = Find(kAnywhere, name)) return reason;
  if (const auto reason = ByPrefix(name)) {
    // Annotated is a name like any other, AnnotateIgnoreReadsBegin is not.
    if (name.substr(0, 8) != "Annotate") return reason;
    if (name.size() > 8 && IsUpper(name[8])) return reason;
  }
  if (absl::StrContains(name, '\\') || IsReserved(name))
    return Reason::kReserved;
  return std::nullopt;
}

std::optional<Reason> RuledOutImport(std::string_view symbol) {
  if (Holds(kCompilersImports, symbol) ||
      absl::StartsWith(symbol, "__tsan_read") ||
      absl::StartsWith(symbol, "__tsan_write") ||
      absl::StartsWith(symbol, "__tsan_unaligned_") ||
      absl::StartsWith(symbol, "__tsan_atomic") ||
      absl::StartsWith(symbol, "__wrap_") ||
      absl::StartsWith(symbol, "__cxa_") ||
      absl::StartsWith(symbol, "__libc_single_threaded") ||
      absl::StartsWith(symbol, "_Unwind_Resume")) {
    return std::nullopt;
  }
  // What the standard library's headers call for std::atomic's wait, for
  // std::get_terminate, and the explorer's stand-in for them: the source says
  // whether the answer itself does.
  if (symbol == "syscall" || symbol == "schedule_weak_exchange_fails")
    return std::nullopt;
  if (absl::StartsWith(symbol, "_ZN8schedule") ||
      absl::StartsWith(symbol, "_ZN7harness") ||
      absl::StartsWith(symbol, "_ZN7testing")) {
    return Reason::kJudge;
  }
  if (const auto reason = Find(kAnywhere, symbol)) return reason;
  if (const auto reason = Find(kImports, symbol)) return reason;
  if (const auto reason = ByPrefix(symbol)) return reason;
  // As in "_ZSt13set_terminatePFvvE": the names of the standard library.
  for (const std::string_view name :
       {"13set_terminate", "15set_new_handler", "14set_unexpected"}) {
    if (absl::StrContains(symbol, name)) return Reason::kEnding;
  }
  return std::nullopt;
}

std::optional<Reason> RuledOutExport(std::string_view symbol) {
  if (symbol == "_init" || symbol == "_fini") return std::nullopt;
  // A C function, main among them: of the program around it, then.
  if (!absl::StartsWith(symbol, "_Z")) return Reason::kReserved;
  for (const std::string_view prefix :
       {"_ZSt", "_ZNSt", "_ZNKSt", "_ZN4absl", "_ZN7testing", "_ZN8schedule",
        "_ZN7harness", "_ZN10__cxxabiv1", "_ZN9__gnu_cxx", "_Znw", "_Zna",
        "_Zdl", "_Zda"}) {
    if (absl::StartsWith(symbol, prefix)) return Reason::kReserved;
  }
  return std::nullopt;
}

bool IsLifted(Reason reason, const std::vector<std::string>& uses) {
  return reason == Reason::kProcesses &&
         std::find(uses.begin(), uses.end(), "processes") != uses.end();
}

}  // namespace racelings
