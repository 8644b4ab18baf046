namespace HuddleBot.Cards;

/// <summary>The files of <c>cards/</c> do not fit together; the message lists every file, place and what to do. The bot does not start.</summary>
public sealed class CardsException : Exception
{
    public CardsException() { }

    public CardsException(string message) : base(message) { }

    public CardsException(string message, Exception? innerException) : base(message, innerException) { }
}
