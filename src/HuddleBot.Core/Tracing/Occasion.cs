using System.Diagnostics;

namespace HuddleBot.Core.Tracing;

/// <summary>A look at the clock. Most looks come to nothing: its trace begins only when something is stored because of it.</summary>
public sealed class Occasion : IDisposable
{
    private static readonly AsyncLocal<Occasion?> Present = new();

    private readonly Lock state = new();
    private readonly string name;
    private readonly Occasion? before;
    private Activity? activity;

    private Occasion(string name) => (this.name, before) = (name, Present.Value);

    /// <summary>Until it is disposed, what is stored belongs to it. Null: nobody records traces.</summary>
    /// <param name="name">What is looked at, in one word of ours.</param>
    public static Occasion? Of(string name) => Traces.AreRecorded ? Present.Value = new(name) : null;

    internal static bool IsGoingOn => Present.Value is not null;

    internal static Activity? Begun() => Present.Value?.Begin();

    public void Dispose()
    {
        Present.Value = before;
        activity?.Dispose();
    }

    private Activity? Begin()
    {
        lock (state)
        {
            if (activity is not null) return activity;
            activity = Traces.StartAlone(name);

            // Whoever comes next finds it here, not in the flow of whoever happened to be first.
            if (activity is not null) Activity.Current = null;
            return activity;
        }
    }
}
