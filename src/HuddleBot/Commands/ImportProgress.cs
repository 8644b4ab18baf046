using HuddleBot.Feedback.Files;
using Spectre.Console;

namespace HuddleBot.Commands;

/// <summary>A progress bar on standard error; where that is no terminal, a plain line every 100,000 rows.</summary>
internal sealed class ImportProgress : IAsyncDisposable
{
    private const long RowsPerLine = 100_000;
    private const long RowsPerRedraw = 512;
    private readonly FeedbackFile file;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task drawing = Task.CompletedTask;
    private volatile ProgressTask? bar;
    private long shown;

    public ImportProgress(FeedbackFile file)
    {
        this.file = file;
        if (Console.IsErrorRedirected) return;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        drawing = console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                bar = context.AddTask("reading", maxValue: Math.Max(1, file.Length));
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
            drawn.Value = file.Position;
        }
        else if (Console.IsErrorRedirected && shown % RowsPerLine == 0)
        {
            Console.Error.WriteLine($"{what}: {shown:N0} rows, {100 * file.Position / Math.Max(1, file.Length)} %");
        }
    }

    public async ValueTask DisposeAsync()
    {
        done.TrySetResult();
        await drawing;
    }
}
