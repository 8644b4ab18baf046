namespace HuddleBot.Cards.Writing;

/// <summary>How much of a text stands where, in UTF-16 characters; short enough for every platform's limits, whatever comes in.</summary>
internal static class CardLengths
{
    /// <summary>A customer's words on a card; the rest is behind "Show all".</summary>
    public const int Comment = 600;

    /// <summary>A customer's words on one line of many.</summary>
    public const int Quote = 100;

    /// <summary>A customer's words above a form.</summary>
    public const int FormComment = 400;

    /// <summary>A customer's words in a notification.</summary>
    public const int Notice = 120;

    /// <summary>What a member typed, on the team's card.</summary>
    public const int Typed = 600;

    /// <summary>What a member asks of a manager, and what the manager answers: whole, as forms take no more.</summary>
    public const int Letter = 3000;

    /// <summary>A question and its answer, on the managers' card; whole in the thread.</summary>
    public const int Exchange = 1500;

    /// <summary>A customer's words on one line of the queue, beside what else it says.</summary>
    public const int QueueWords = 60;

    /// <summary>So many categories can be chosen from.</summary>
    public const int QueueCategories = 20;

    /// <summary>So many lines about the person's teams stand above the queue.</summary>
    public const int QueueNotes = 5;

    /// <summary>So many lines of the queue stand on the home tab.</summary>
    public const int HomeEntries = 5;

    /// <summary>The text of a choice.</summary>
    public const int Choice = 75;

    public const int Name = 80;
    public const int Category = 75;
    public const int AttributeName = 40;
    public const int AttributeValue = 80;
    public const int Attributes = 8;

    /// <summary>One line of context.</summary>
    public const int Context = 1500;

    public const int Heading = 150;
    public const int GatheredItems = 40;
    public const int ListItems = 15;
    public const int Promises = 40;
    public const int Categories = 100;

    /// <summary>A person among many.</summary>
    public const int ShortName = 40;

    /// <summary>So many people of a huddle are named.</summary>
    public const int People = 12;

    /// <summary>So many lines of each kind stand on the receipt of a huddle.</summary>
    public const int ReceiptItems = 12;

    /// <summary>What somebody who could not be there wrote.</summary>
    public const int HuddleAnswer = 200;

    /// <summary>A customer's words, or what was promised, on a huddle's card: two lines of a phone.</summary>
    public const int Agenda = 75;

    /// <summary>The question of the day.</summary>
    public const int Question = 120;

    /// <summary>A word that several customers used.</summary>
    public const int SharedWord = 30;

    /// <summary>What another team was told, on the card of something alike.</summary>
    public const int AnswerElsewhere = 200;

    /// <summary>One block of a whole comment.</summary>
    public const int Piece = 3000;

    /// <summary>One page of a whole comment.</summary>
    public const int Page = 60_000;

    /// <summary>One page of a whole comment as JSON with everything escaped that can be; a Slack view holds 250 kB.</summary>
    public const int PageBytes = 200_000;
}
