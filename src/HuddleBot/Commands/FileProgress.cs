using Spectre.Console;

namespace HuddleBot.Commands;

/// <summary>How far a file is read: a progress bar on standard error; where that is no terminal, a plain line every 100,000 rows.</summary>
internal sealed class FileProgress : IAsyncDisposable
{
    private const long RowsPerLine = 100_000;
    private const long RowsPerRedraw = 512;
    private readonly long length;
    private readonly Func<long> position;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task drawing = Task.CompletedTask;
    private volatile ProgressTask? bar;
    private long shown;

    /// <param name="length">Of the file, in bytes.</param>
    /// <param name="position">How far it is read, in bytes.</param>
    public FileProgress(long length, Func<long> position)
    {
        (this.length, this.position) = (length, position);
        if (Console.IsErrorRedirected) return;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        drawing = console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                bar = context.AddTask("reading", maxValue: Math.Max(1, length));
                await done.Task;
            });
    }

    public void Show(string what, long rows)
    {
        shown++;
        if (bar is { } drawn)
        {
            if (shown % RowsPerRedraw != 1) return;
            drawn.Description = rows > 0 ? $"{what}, {rows:N0} rows" : what;
            drawn.Value = position();
        }
        else if (Console.IsErrorRedirected && shown % RowsPerLine == 0)
        {
            Console.Error.WriteLine($"{what}: {shown:N0} rows, {100 * position() / Math.Max(1, length)} %");
        }
    }

    public async ValueTask DisposeAsync()
    {
        done.TrySetResult();
        await drawing;
    }
}
