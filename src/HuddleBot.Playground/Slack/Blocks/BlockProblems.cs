namespace HuddleBot.Playground.Slack.Blocks;

/// <summary>What is wrong with blocks or a view, collected in Slack's words with a pointer to the place.</summary>
internal sealed class BlockProblems
{
    private readonly List<string> messages = [];
    private readonly HashSet<string> blockIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> actionIds = new(StringComparer.Ordinal);
    private bool hasFocus;

    public IReadOnlyList<string> Messages => messages;

    public bool Any => messages.Count > 0;

    /// <summary>Characters of text in all blocks together.</summary>
    public int TextLength { get; private set; }

    public int MarkdownLength { get; private set; }

    public void Add(string at, string what) => messages.Add($"{what} [json-pointer:{at}]");

    public void CountText(int length) => TextLength += length;

    public void CountMarkdown(int length) => MarkdownLength += length;

    /// <summary>Action ids are unique within their block.</summary>
    public void StartBlock() => actionIds.Clear();

    public void BlockId(string at, string id)
    {
        if (!blockIds.Add(id)) Add(at, $"`block_id` \"{id}\" already exists");
    }

    public void ActionId(string at, string id)
    {
        if (!actionIds.Add(id)) Add(at, $"`action_id` \"{id}\" already exists");
    }

    public void Focus(string at)
    {
        if (hasFocus) Add(at, "only one element may have `focus_on_load`");
        hasFocus = true;
    }
}
