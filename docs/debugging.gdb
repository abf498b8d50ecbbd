# The session of docs/debugging.md; run it from the checkout:
#
#   gdb --batch --command docs/debugging.gdb build/debug/bin/09_thread_workers_user_input.solution
#
# tests/e2e/debugger.sh plays it and looks at what it shows. Line numbers are those
# of solutions/09_thread_workers_user_input/restaurant.cc.

# Nothing to press Enter for, no downloads, and frames without their arguments.
set pagination off
set confirm off
set debuginfod enabled off
set print frame-arguments none

# Where a task is taken off the list, where one is put on it, and before Jane is made.
break restaurant.cc:35
break restaurant.cc:54
break restaurant.cc:102
run < docs/debugging.input

# The first task, "take an order", is put on the list before anybody is there.
next
print task_queue_.size()
continue

# John is on his way to line 35, main to line 102: who comes first is the machine's
# choice. So the other one is let go alone until it is there too.
set scheduler-locking on
if $_thread == 1
  thread 2
  continue
else
  thread 1
  continue
  thread 2
end
info threads

# John is about to take the task. What is on the list, and which task is it?
print task_queue_.size()
info symbol task_queue_.front()._M_invoker
next
next
print task_queue_.size()

# main makes Jane, and everybody goes on, until the customer's first burger.
delete 1
thread 1
next
set scheduler-locking off
continue
up
print burgers
down
next
print task_queue_.size()

# And to the end.
delete
continue
