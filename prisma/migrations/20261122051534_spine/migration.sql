-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('CANDIDATE', 'CLERK', 'ADVISER', 'RATER', 'SUPPORT', 'DIRECTOR');

-- CreateEnum
CREATE TYPE "DeliveryMode" AS ENUM ('ONLINE', 'IN_PERSON');

-- CreateEnum
CREATE TYPE "WritingTool" AS ENUM ('KEYBOARD', 'HANDWRITTEN');

-- CreateEnum
CREATE TYPE "Activity" AS ENUM ('READING', 'DISCUSSION', 'WRITING', 'INTERVIEW');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('PENDING_CONFIRMATION', 'VALIDATED', 'BOOKED', 'DONE', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ReferralReason" AS ENUM ('ART_35', 'ART_35_2', 'ART_36', 'ART_37', 'ART_38', 'OACIQ');

-- CreateEnum
CREATE TYPE "SessionState" AS ENUM ('OPEN', 'IN_PROGRESS', 'HELD', 'CANCELLED');

-- CreateEnum
CREATE TYPE "SittingState" AS ENUM ('SCHEDULED', 'WAITING', 'IDENTITY_CONFIRMED', 'IN_PROGRESS', 'INTERRUPTED', 'COMPLETED', 'NOT_COMPLETED', 'ABSENT');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('PENDING', 'OPEN', 'INTERRUPTED', 'COMPLETED', 'TECHNICAL', 'ABSENT', 'GATE_STOPPED', 'NOT_EVALUATED');

-- CreateEnum
CREATE TYPE "TimeCause" AS ENUM ('OUTAGE', 'PAUSE', 'ADVISER_CREDIT', 'ACCOMMODATION');

-- CreateEnum
CREATE TYPE "IdentityOutcome" AS ENUM ('CONFIRMED', 'DOUBT', 'POSTPONED');

-- CreateEnum
CREATE TYPE "IdentityDocument" AS ENUM ('PASSPORT', 'PERMANENT_RESIDENT_CARD', 'FOREIGN_NATIONAL_ID', 'OTHER_GOVERNMENT_PHOTO_ID', 'OFFERED_DRIVER_LICENCE', 'OFFERED_HEALTH_CARD', 'NONE_AT_HAND');

-- CreateEnum
CREATE TYPE "RoomKind" AS ENUM ('CHECK_IN', 'DISCUSSION', 'INTERVIEW');

-- CreateEnum
CREATE TYPE "RoomState" AS ENUM ('OPEN', 'LIVE', 'CLOSED');

-- CreateEnum
CREATE TYPE "MarkRound" AS ENUM ('ORIGINAL', 'REVIEW');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('ALLOTTED', 'MARKED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ResultState" AS ENUM ('MARKING', 'PENDING_APPROVAL', 'ON_HOLD', 'RESULT_SENT');

-- CreateEnum
CREATE TYPE "AttestationState" AS ENUM ('ISSUED', 'REPLACED', 'REVOKED');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('QUEUED', 'SENT', 'FAILED');

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "givenName" TEXT NOT NULL,
    "familyName" TEXT NOT NULL,
    "roles" "Role"[],
    "bodyId" UUID,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "timeZone" TEXT NOT NULL DEFAULT 'America/Toronto',
    "passwordHash" TEXT,
    "totpSecret" TEXT,
    "totpEnabled" BOOLEAN NOT NULL DEFAULT false,
    "totpLastStep" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthSession" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "AuthSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Body" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "professionKey" TEXT NOT NULL,
    "profession" TEXT NOT NULL,

    CONSTRAINT "Body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" UUID NOT NULL,
    "bodyId" UUID NOT NULL,
    "referredById" UUID NOT NULL,
    "reason" "ReferralReason" NOT NULL,
    "fileNumber" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" UUID NOT NULL,
    "referralId" UUID NOT NULL,
    "bodyId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "state" "RegistrationState" NOT NULL,
    "givenName" TEXT NOT NULL,
    "familyName" TEXT NOT NULL,
    "birthDate" DATE NOT NULL,
    "phone" TEXT,
    "deliveryMode" "DeliveryMode",
    "writingTool" "WritingTool",
    "confirmedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "isGranted" BOOLEAN NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "bodyId" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "deliveryMode" "DeliveryMode" NOT NULL,
    "state" "SessionState" NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT 'America/Toronto',
    "place" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionAdviser" (
    "sessionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,

    CONSTRAINT "SessionAdviser_pkey" PRIMARY KEY ("sessionId","accountId")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "cancelledAt" TIMESTAMP(3),

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TechCheck" (
    "id" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "isPassed" BOOLEAN NOT NULL,
    "results" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TechCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Form" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "professionKey" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "isPractice" BOOLEAN NOT NULL,
    "content" JSONB NOT NULL,
    "keys" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScoringPolicy" (
    "version" INTEGER NOT NULL,
    "policy" JSONB NOT NULL,
    "approvedBy" TEXT NOT NULL,
    "approvedAt" TIMESTAMP(3) NOT NULL,
    "effectiveFrom" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScoringPolicy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Sitting" (
    "id" UUID NOT NULL,
    "bookingId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "state" "SittingState" NOT NULL,
    "documentId" TEXT NOT NULL,
    "writingTool" "WritingTool" NOT NULL,
    "arrivedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Sitting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityRun" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "activity" "Activity" NOT NULL,
    "state" "RunState" NOT NULL,
    "baseSeconds" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3),
    "endsAt" TIMESTAMP(3),
    "interruptedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "leaseEpoch" INTEGER NOT NULL DEFAULT 0,
    "leaseClientId" TEXT,

    CONSTRAINT "ActivityRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimeEntry" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "cause" "TimeCause" NOT NULL,
    "seconds" INTEGER NOT NULL,
    "authorId" UUID,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TimeEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Presence" (
    "sittingId" UUID NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "page" TEXT NOT NULL,
    "battery" INTEGER,
    "unsent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("sittingId")
);

-- CreateTable
CREATE TABLE "Seal" (
    "runId" UUID NOT NULL,
    "contentHash" TEXT NOT NULL,
    "sealedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Seal_pkey" PRIMARY KEY ("runId")
);

-- CreateTable
CREATE TABLE "AnswerOp" (
    "runId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "leaseEpoch" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnswerOp_pkey" PRIMARY KEY ("runId","clientId","seq")
);

-- CreateTable
CREATE TABLE "AnswerHead" (
    "runId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "head" INTEGER NOT NULL,

    CONSTRAINT "AnswerHead_pkey" PRIMARY KEY ("runId","clientId")
);

-- CreateTable
CREATE TABLE "Answer" (
    "runId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "leaseEpoch" INTEGER NOT NULL,
    "clientId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("runId","key")
);

-- CreateTable
CREATE TABLE "IdentityCheck" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "documentType" "IdentityDocument" NOT NULL,
    "outcome" "IdentityOutcome" NOT NULL,
    "note" TEXT,
    "checkedById" UUID NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IdentityCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Observation" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "authorId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Room" (
    "id" UUID NOT NULL,
    "kind" "RoomKind" NOT NULL,
    "sessionId" UUID NOT NULL,
    "sittingId" UUID,
    "state" "RoomState" NOT NULL,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "frame" JSONB NOT NULL,

    CONSTRAINT "Room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "adviserId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateOpinion" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "adviserId" UUID NOT NULL,
    "hasParticipated" BOOLEAN NOT NULL,
    "reasons" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GateOpinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transcription" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "typedById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Transcription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MarkingTask" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "round" "MarkRound" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "raterId" UUID NOT NULL,
    "blindCode" TEXT NOT NULL,
    "state" "TaskState" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MarkingTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MarkDraft" (
    "sittingId" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "raterId" UUID NOT NULL,
    "round" "MarkRound" NOT NULL,
    "bands" INTEGER[],
    "comments" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MarkDraft_pkey" PRIMARY KEY ("sittingId","unit","raterId","round")
);

-- CreateTable
CREATE TABLE "Mark" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "round" "MarkRound" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "raterId" UUID NOT NULL,
    "taskId" UUID,
    "bands" INTEGER[],
    "comments" TEXT NOT NULL,
    "supersedesId" UUID,
    "supersededReason" TEXT,
    "lockedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Result" (
    "sittingId" UUID NOT NULL,
    "state" "ResultState" NOT NULL,
    "currentReportId" UUID,
    "isReadingChecked" BOOLEAN NOT NULL DEFAULT false,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "Result_pkey" PRIMARY KEY ("sittingId")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "inputHash" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "computedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultDecision" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "deciderId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ResultDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attestation" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" "AttestationState" NOT NULL,
    "content" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "replacedById" UUID,
    "revokedReason" TEXT,
    "stateChangedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttestationCounter" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "AttestationCounter_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "accountId" UUID,
    "kind" TEXT NOT NULL,
    "toEmail" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" "MessageState" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HelpCall" (
    "id" UUID NOT NULL,
    "callerId" UUID NOT NULL,
    "sittingId" UUID,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "answeredById" UUID,
    "answer" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "HelpCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" UUID,
    "type" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "availableAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "processedAt" TIMESTAMP(3),

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "AuthSession_tokenHash_key" ON "AuthSession"("tokenHash");

-- CreateIndex
CREATE INDEX "AuthSession_accountId_idx" ON "AuthSession"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Body_code_key" ON "Body"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_bodyId_fileNumber_key" ON "Referral"("bodyId", "fileNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_referralId_key" ON "Registration"("referralId");

-- CreateIndex
CREATE INDEX "Registration_bodyId_idx" ON "Registration"("bodyId");

-- CreateIndex
CREATE INDEX "Registration_accountId_idx" ON "Registration"("accountId");

-- CreateIndex
CREATE INDEX "Consent_registrationId_idx" ON "Consent"("registrationId");

-- CreateIndex
CREATE INDEX "Session_bodyId_state_startsAt_idx" ON "Session"("bodyId", "state", "startsAt");

-- CreateIndex
CREATE INDEX "Booking_sessionId_idx" ON "Booking"("sessionId");

-- CreateIndex
CREATE INDEX "Booking_registrationId_idx" ON "Booking"("registrationId");

-- CreateIndex
CREATE INDEX "TechCheck_registrationId_createdAt_idx" ON "TechCheck"("registrationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Form_code_version_key" ON "Form"("code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Sitting_bookingId_key" ON "Sitting"("bookingId");

-- CreateIndex
CREATE INDEX "Sitting_sessionId_idx" ON "Sitting"("sessionId");

-- CreateIndex
CREATE INDEX "Sitting_accountId_idx" ON "Sitting"("accountId");

-- CreateIndex
CREATE INDEX "ActivityRun_state_endsAt_idx" ON "ActivityRun"("state", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityRun_sittingId_activity_key" ON "ActivityRun"("sittingId", "activity");

-- CreateIndex
CREATE INDEX "TimeEntry_runId_idx" ON "TimeEntry"("runId");

-- CreateIndex
CREATE INDEX "IdentityCheck_sittingId_idx" ON "IdentityCheck"("sittingId");

-- CreateIndex
CREATE INDEX "Observation_sittingId_createdAt_idx" ON "Observation"("sittingId", "createdAt");

-- CreateIndex
CREATE INDEX "Room_sessionId_state_idx" ON "Room"("sessionId", "state");

-- CreateIndex
CREATE INDEX "Prompt_sittingId_idx" ON "Prompt"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "GateOpinion_sittingId_adviserId_key" ON "GateOpinion"("sittingId", "adviserId");

-- CreateIndex
CREATE UNIQUE INDEX "Scan_sittingId_page_key" ON "Scan"("sittingId", "page");

-- CreateIndex
CREATE INDEX "Transcription_sittingId_idx" ON "Transcription"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "MarkingTask_blindCode_key" ON "MarkingTask"("blindCode");

-- CreateIndex
CREATE INDEX "MarkingTask_raterId_state_idx" ON "MarkingTask"("raterId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "MarkingTask_sittingId_unit_round_ordinal_key" ON "MarkingTask"("sittingId", "unit", "round", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "MarkingTask_sittingId_unit_round_raterId_key" ON "MarkingTask"("sittingId", "unit", "round", "raterId");

-- CreateIndex
CREATE UNIQUE INDEX "Mark_taskId_key" ON "Mark"("taskId");

-- CreateIndex
CREATE UNIQUE INDEX "Mark_supersedesId_key" ON "Mark"("supersedesId");

-- CreateIndex
CREATE INDEX "Mark_sittingId_unit_idx" ON "Mark"("sittingId", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "Result_currentReportId_key" ON "Result"("currentReportId");

-- CreateIndex
CREATE INDEX "Report_sittingId_idx" ON "Report"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "Attestation_sittingId_key" ON "Attestation"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "Attestation_number_key" ON "Attestation"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Attestation_code_key" ON "Attestation"("code");

-- CreateIndex
CREATE INDEX "Message_state_createdAt_idx" ON "Message"("state", "createdAt");

-- CreateIndex
CREATE INDEX "HelpCall_sittingId_idx" ON "HelpCall"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_subjectType_subjectId_idx" ON "AuditEvent"("subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "OutboxEvent_processedAt_availableAt_idx" ON "OutboxEvent"("processedAt", "availableAt");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthSession" ADD CONSTRAINT "AuthSession_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_referredById_fkey" FOREIGN KEY ("referredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionAdviser" ADD CONSTRAINT "SessionAdviser_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionAdviser" ADD CONSTRAINT "SessionAdviser_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TechCheck" ADD CONSTRAINT "TechCheck_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_bookingId_fkey" FOREIGN KEY ("bookingId") REFERENCES "Booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityRun" ADD CONSTRAINT "ActivityRun_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeEntry" ADD CONSTRAINT "TimeEntry_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seal" ADD CONSTRAINT "Seal_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerHead" ADD CONSTRAINT "AnswerHead_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityCheck" ADD CONSTRAINT "IdentityCheck_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityCheck" ADD CONSTRAINT "IdentityCheck_checkedById_fkey" FOREIGN KEY ("checkedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_adviserId_fkey" FOREIGN KEY ("adviserId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateOpinion" ADD CONSTRAINT "GateOpinion_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateOpinion" ADD CONSTRAINT "GateOpinion_adviserId_fkey" FOREIGN KEY ("adviserId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_uploadedById_fkey" FOREIGN KEY ("uploadedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcription" ADD CONSTRAINT "Transcription_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcription" ADD CONSTRAINT "Transcription_typedById_fkey" FOREIGN KEY ("typedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkingTask" ADD CONSTRAINT "MarkingTask_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkingTask" ADD CONSTRAINT "MarkingTask_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkDraft" ADD CONSTRAINT "MarkDraft_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkDraft" ADD CONSTRAINT "MarkDraft_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "MarkingTask"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_supersedesId_fkey" FOREIGN KEY ("supersedesId") REFERENCES "Mark"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_currentReportId_fkey" FOREIGN KEY ("currentReportId") REFERENCES "Report"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_policyVersion_fkey" FOREIGN KEY ("policyVersion") REFERENCES "ScoringPolicy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HelpCall" ADD CONSTRAINT "HelpCall_callerId_fkey" FOREIGN KEY ("callerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HelpCall" ADD CONSTRAINT "HelpCall_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HelpCall" ADD CONSTRAINT "HelpCall_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Evidence is append-only: these tables refuse UPDATE and DELETE whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['AuditEvent', 'Consent', 'TimeEntry', 'Seal', 'AnswerOp', 'IdentityCheck',
    'Observation', 'Prompt', 'GateOpinion', 'Transcription', 'Mark', 'Report', 'ResultDecision', 'ScoringPolicy', 'Form']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

-- One live booking per registration, whatever two browsers do at once.
CREATE UNIQUE INDEX "Booking_one_active" ON "Booking" ("registrationId") WHERE "isActive";
-- One room of a kind at a time for a session (discussion) and for a sitting (check-in, interview).
CREATE UNIQUE INDEX "Room_one_discussion" ON "Room" ("sessionId") WHERE kind = 'DISCUSSION' AND state <> 'CLOSED';
CREATE UNIQUE INDEX "Room_one_per_sitting" ON "Room" ("sittingId", kind) WHERE "sittingId" IS NOT NULL AND state <> 'CLOSED';
-- A marker marks a unit once per round; a correction names what it supersedes.
CREATE UNIQUE INDEX "Mark_one_per_rater" ON "Mark" ("sittingId", unit, round, "raterId") WHERE "supersedesId" IS NULL;

ALTER TABLE "Mark" ADD CONSTRAINT "Mark_bands" CHECK (cardinality(bands) BETWEEN 1 AND 5 AND 0 <= ALL (bands) AND 5 >= ALL (bands));
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_correction" CHECK (("supersedesId" IS NULL) = ("supersededReason" IS NULL));
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_seq" CHECK (seq >= 1);
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_lane" CHECK (lane IN ('MAIN', 'SUPERSEDED', 'LATE'));
ALTER TABLE "Session" ADD CONSTRAINT "Session_capacity" CHECK (capacity BETWEEN 1 AND 8);
ALTER TABLE "Account" ADD CONSTRAINT "Account_email_lower" CHECK (email = lower(email));
ALTER TABLE "Account" ADD CONSTRAINT "Account_locale" CHECK (locale IN ('fr', 'en'));
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_source" CHECK (source IN ('FORM', 'CSV'));
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_kind" CHECK (kind IN ('CONFIRM', 'HOLD', 'RELEASE'));
