-- AlterEnum
ALTER TYPE "post_visibility" ADD VALUE 'FRIENDS';
